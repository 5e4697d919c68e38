"""A link to a story: whoever has it reads the story, private as it is, and sees its pictures."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.narrate.scene import heard
from tests.scene import hang
from tests.shares.scene import link_at, share
from tests.stories.scene import WORDS, bring, pages_of
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ShareLink, Story, User
from webapp.models.columns import utc_now

BOOKS = ("epub", "pdf", "cbz", "zip")


def page_ids(app: Flask, story_id: UUID) -> list[UUID]:
    return [page.id for page in pages_of(app, story_id)]


def test_the_author_alone_shares_it(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    story = bring(app, alice, visibility="public")
    path = f"/stories/{story}/share/"
    assert path in as_alice.get(f"/stories/{story}/").text
    assert path not in as_bob.get(f"/stories/{story}/").text
    assert as_bob.get(path).status_code == 403
    page = as_alice.post(path, data={"days": "", "note": "For Grandma"}).text
    assert "It is shown only now" in page
    assert f'href="/stories/{story}/"' in as_alice.get("/share-links/").text


def test_it_is_read_page_by_page(app: Flask, guest: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    story = bring(app, alice)
    path = share(app, story, "story")
    at = f"{path}story/"
    for client in (guest, as_bob):
        cover = client.get(path, follow_redirects=True)
        assert "The lamp that walked" in cover.text
        assert f'href="{at}1/"' in cover.text
        second = client.get(f"{at}2/").text
        assert WORDS[1] in second
        assert [each in second for each in (f'href="{at}1/"', f'href="{at}3/"', f'href="{at}"')] == [True] * 3
        assert client.get(f"{at}4/").status_code == 404
        for page_id in page_ids(app, story):
            assert client.get(f"{at}pages/{page_id}/picture.webp").status_code == 200
    assert "noindex" in guest.get(f"{at}1/").headers["X-Robots-Tag"]


def test_nothing_leads_further(app: Flask, guest: FlaskClient, alice: User) -> None:
    story = bring(app, alice)
    at = f"{share(app, story, 'story')}story/"
    first = page_ids(app, story)[0]
    assert str(story) not in guest.get(at).text + guest.get(f"{at}1/").text
    assert 'data-key="Escape">All stories' not in guest.get(at).text
    assert "a test picture".encode("utf-16-be") not in guest.get(f"{at}pages/{first}/picture.webp").data
    hidden = [f"/stories/{story}/", f"/stories/{story}/pages/{first}/small.webp", f"/stories/{story}/story.epub"]
    assert [guest.get(each).status_code for each in hidden] == [404] * 3


def test_pictures_of_others_and_of_other_stories_stay_hidden(
    app: Flask, guest: FlaskClient, alice: User, bob: User
) -> None:
    theirs, shown, binned = hang(app, bob), hang(app, alice), hang(app, alice, deleted_at=utc_now())
    story, other = bring(app, alice, image_ids=[theirs, shown, binned]), bring(app, alice)
    at = f"{share(app, story, 'story')}story/"
    files = [guest.get(f"{at}pages/{page_id}/small.webp").status_code for page_id in page_ids(app, story)]
    assert files == [404, 200, 404]
    assert guest.get(f"{at}pages/{page_ids(app, other)[0]}/small.webp").status_code == 404
    assert [f"pages/{page_id}/" in guest.get(f"{at}1/").text for page_id in page_ids(app, story)] == [False] * 3


def test_it_is_taken_along_only_where_the_link_allows_that(app: Flask, guest: FlaskClient, alice: User) -> None:
    story = bring(app, alice)
    kept, open_one = (f"{share(app, story, 'story', allows_download=allowed)}story/" for allowed in (False, True))
    assert "Take it along" not in guest.get(kept).text
    assert "Take it along" in guest.get(open_one).text
    for kind in BOOKS:
        assert guest.get(f"{kept}story.{kind}").status_code == 404
        with guest.get(f"{open_one}story.{kind}") as answer:
            assert answer.status_code == 200
            assert answer.headers["Content-Disposition"].endswith(f".{kind}")
            assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_is_read_aloud_is_heard(app: Flask, guest: FlaskClient, alice: User) -> None:
    story = bring(app, alice)
    page = pages_of(app, story)[0]
    with app.app_context():
        said = heard(db.session.get_one(Image, page.image_id), story_page_id=page.id)
    at = f"{share(app, story, 'story')}story/"
    reader = guest.get(f"{at}1/").text
    for name in ("sound.ogg", "sound.mp3", "captions.vtt"):
        assert f'src="{at}pages/{page.id}/{name}"' in reader
        with guest.get(f"{at}pages/{page.id}/{name}") as answer:
            assert answer.status_code == 200
    assert guest.get(f"/files/narrations/{said.id}.ogg").status_code == 404
    second = pages_of(app, story)[1].id
    assert guest.get(f"{at}pages/{second}/sound.ogg").status_code == 404


@pytest.mark.parametrize("ending", ["expired", "withdrawn", "deleted", "owner gone"])
def test_a_link_that_ended_is_like_one_that_never_was(app: Flask, guest: FlaskClient, alice: User, ending: str) -> None:
    story = bring(app, alice)
    path = share(app, story, "story")
    first = page_ids(app, story)[0]
    paths = [path, *(f"{path}story/{rest}" for rest in ("", "1/", f"pages/{first}/small.webp"))]
    assert [guest.get(each).status_code for each in paths] == [303, 200, 200, 200]
    with app.app_context(), writing() as session:
        row = session.get_one(ShareLink, link_at(app, path).id)
        if ending == "expired":
            row.expires_at = utc_now() - timedelta(seconds=1)
        if ending == "withdrawn":
            row.revoked_at = utc_now()
        if ending == "deleted":
            session.delete(session.get_one(Story, story))
        if ending == "owner gone":
            session.get_one(User, alice.id).is_disabled = True
    assert [guest.get(each).status_code for each in paths] == [404] * 4


def test_a_password_is_asked_for_first(app: Flask, guest: FlaskClient, alice: User) -> None:
    story = bring(app, alice)
    path = share(app, story, "story", password="open sesame", allows_download=True)
    first = page_ids(app, story)[0]
    assert guest.get(f"{path}story/").location == path
    assert guest.get(f"{path}story/1/").location == path
    for rest in (f"pages/{first}/small.webp", "story.epub", f"pages/{first}/sound.ogg"):
        assert guest.get(f"{path}story/{rest}").status_code == 404
    assert "The lamp" not in guest.get(path).text
    assert "The lamp" in guest.post(path, data={"password": "open sesame"}, follow_redirects=True).text
    assert guest.get(f"{path}story/pages/{first}/small.webp").status_code == 200
