"""A story is read page by page, by those it is for."""

from flask import Flask
from flask.testing import FlaskClient

from tests.stories.scene import bring, change_image, change_page, pages_of
from webapp.database import writing
from webapp.models import Narration, User
from webapp.models.columns import utc_now


def test_pages_turn_by_plain_links(app: Flask, guest: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, visibility="unlisted", author_line="A. Lamp")
    cover = guest.get(f"/stories/{story_id}/").text
    assert "A. Lamp" in cover
    assert f'href="/stories/{story_id}/1/"' in cover
    first, last = guest.get(f"/stories/{story_id}/1/").text, guest.get(f"/stories/{story_id}/3/").text
    assert "The lamp woke up." in first
    assert f'href="/stories/{story_id}/2/" rel="next" data-key="ArrowRight"' in first
    assert 'rel="next"' not in last
    for number in (0, 4):
        assert guest.get(f"/stories/{story_id}/{number}/").status_code == 404


def test_a_story_written_from_right_to_left_turns_that_way(app: Flask, guest: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, visibility="public", title="המגדלור")
    assert 'rel="next" data-key="ArrowLeft"' in guest.get(f"/stories/{story_id}/").text
    page = guest.get(f"/stories/{story_id}/2/").text
    assert f'href="/stories/{story_id}/3/" rel="next" data-key="ArrowLeft"' in page
    assert f'href="/stories/{story_id}/1/" rel="prev" data-key="ArrowRight"' in page
    assert 'aria-label="Pages" dir="rtl"' in page


def test_readers_see_its_private_pictures_and_nothing_else_of_them(app: Flask, guest: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, visibility="public")
    page = pages_of(app, story_id)[0]
    answer = guest.get(f"/stories/{story_id}/pages/{page.id}/picture.webp")
    assert answer.status_code == 200
    assert b"a test picture" not in answer.data.replace(b"\0", b"")
    assert guest.get(f"/images/{page.image_id}/").status_code == 404
    assert guest.get(f"/files/{page.image_id}/picture.webp").status_code == 404


def test_a_picture_in_the_trash_leaves_the_page(app: Flask, guest: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, visibility="public")
    page = pages_of(app, story_id)[0]
    change_image(app, page.image_id, deleted_at=utc_now())
    read = guest.get(f"/stories/{story_id}/1/").text
    assert "The lamp woke up." in read
    assert ".webp" not in read
    assert guest.get(f"/stories/{story_id}/pages/{page.id}/small.webp").status_code == 404


def test_a_page_that_is_not_of_this_story_shows_no_picture(app: Flask, guest: FlaskClient, alice: User) -> None:
    hidden, shown = bring(app, alice), bring(app, alice, visibility="public")
    page = pages_of(app, hidden)[0]
    assert guest.get(f"/stories/{shown}/pages/{page.id}/small.webp").status_code == 404


def test_a_page_that_was_read_aloud_has_its_player(app: Flask, guest: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, visibility="public")
    first, second, _ = pages_of(app, story_id)
    with app.app_context(), writing() as session:
        for page, status in ((first, "completed"), (second, "queued")):
            words = {"source": "story", "text": page.text, "voice": "espeak:gmw/en", "status": status}
            session.add(Narration(image_id=page.image_id, user_id=alice.id, story_page_id=page.id, **words))
    heard = guest.get(f"/stories/{story_id}/1/").text
    assert "<audio" in heard
    assert 'kind="captions"' in heard
    assert "<audio" not in guest.get(f"/stories/{story_id}/2/").text


def test_the_shelf_shows_public_stories_alone(app: Flask, guest: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    for visibility in ("private", "unlisted", "public"):
        bring(app, alice, visibility=visibility, title=f"A {visibility} story")
    for shelf in (guest.get("/stories/").text, as_bob.get("/stories/?whose=all").text):
        assert "A public story" in shelf
        assert "A private story" not in shelf
        assert "A unlisted story" not in shelf
    assert "No stories yet" in as_bob.get("/stories/").text


def test_every_page_leads_to_stories_and_projects(guest: FlaskClient, as_bob: FlaskClient) -> None:
    """To those for everyone, where nobody is signed in."""
    for client, projects in ((guest, "/projects/"), (as_bob, "/image-projects/")):
        bar = client.get("/gallery/").text.partition('aria-label="Main"')[2].partition("</nav>")[0]
        assert f'href="{projects}"' in bar
        assert 'href="/stories/"' in bar


def test_an_empty_page_says_so(app: Flask, guest: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, visibility="public")
    first, second, _ = pages_of(app, story_id)
    change_page(app, first.id, text="", image_id=None)
    change_page(app, second.id, text="")
    assert "This page is still empty." in guest.get(f"/stories/{story_id}/1/").text
    assert "This page is still empty." not in guest.get(f"/stories/{story_id}/2/").text
