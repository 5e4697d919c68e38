"""Whoever has the link sees the picture and as much about it as the link shows."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, carry_out, hang
from tests.shares.scene import link_at, share
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ShareLink, User
from webapp.models.columns import utc_now

WORDS = {"title": "Harbour", "caption": "At the quay", "description": "A long day", "alt_text": "Boats at a quay"}


def test_a_link_shows_what_it_says(
    app: Flask, guest: FlaskClient, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    (made,) = carry_out(app, ask(app, alice, prompt="a red boat", seed=424242))
    with app.app_context(), writing():
        for name, value in WORDS.items():
            setattr(db.session.get_one(Image, made), name, value)
    for client in (guest, as_bob):
        alone, words, recipe = (
            client.get(share(app, made, shows=each)).text for each in ("picture", "words", "recipe")
        )
        for said in ("Harbour", "At the quay", "A long day", "Alice"):
            assert said not in alone
            assert said in words
        for said in ("a red boat", "424242"):
            assert said not in alone + words
            assert said in recipe
        assert 'alt="Boats at a quay"' in alone


def test_the_words_of_a_style_are_not_given_away(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = hang(
        app, alice, prompt="a boat, secret words", recipe={"prompt_template": "a boat"}, prompt_helper_id=alice.id
    )
    text = guest.get(share(app, made, shows="recipe")).text
    assert "a boat" in text
    assert "secret words" not in text


def test_nothing_leads_further_and_nobody_is_to_keep_it(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    path = share(app, made)
    page = guest.get(path)
    file = guest.get(f"{path}{made}/picture.webp")
    for answer in (page, file):
        assert answer.status_code == 200
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert f"/images/{made}" not in page.text
    assert guest.get(f"/images/{made}/").status_code == 404
    assert guest.get(f"/files/{made}/picture.webp").status_code == 404


def test_a_file_is_this_pictures_alone_and_bare(app: Flask, guest: FlaskClient, alice: User) -> None:
    made, other = hang(app, alice), hang(app, alice)
    path = share(app, made, shows="recipe")
    assert "a test picture".encode("utf-16-be") not in guest.get(f"{path}{made}/picture.webp").data
    assert guest.get(f"{path}{other}/picture.webp").status_code == 404
    assert guest.get(f"{path}{made}/picture.webp?download=1").status_code == 404
    kept = share(app, made, allows_download=True)
    assert "attachment" in guest.get(f"{kept}{made}/picture.webp?download=1").headers["Content-Disposition"]


@pytest.mark.parametrize("ending", ["expired", "withdrawn", "trash", "owner gone", "unknown"])
def test_a_link_that_ended_is_like_one_that_never_was(app: Flask, guest: FlaskClient, alice: User, ending: str) -> None:
    made = hang(app, alice)
    path = share(app, made)
    assert guest.get(path).status_code == 200
    end(app, link_at(app, path), ending)
    path = "/s/nobody-made-this-one/" if ending == "unknown" else path
    for answer in (guest.get(path), guest.get(f"{path}{made}/picture.webp"), guest.post(path)):
        assert answer.status_code == 404
    assert "Nothing here" in guest.get(path).text


def end(app: Flask, link: ShareLink, ending: str) -> None:
    with app.app_context(), writing() as session:
        row = session.get_one(ShareLink, link.id)
        if ending == "expired":
            row.expires_at = utc_now() - timedelta(seconds=1)
        if ending == "withdrawn":
            row.revoked_at = utc_now()
        if ending == "trash":
            session.get_one(Image, row.thing_id).deleted_at = utc_now()
        if ending == "owner gone":
            session.get_one(User, row.owner_id).is_disabled = True


def test_visits_of_others_are_counted(app: Flask, guest: FlaskClient, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    path = share(app, made)
    for client in (guest, as_alice, guest):
        client.get(path)
    link = link_at(app, path)
    assert link.use_count == 2
    assert link.last_used_at is not None
    assert "opened 2 times" in as_alice.get(f"/images/{made}/share/").text


def test_a_link_shows_a_private_picture_until_it_is_made_private_again(
    app: Flask, guest: FlaskClient, alice: User
) -> None:
    made = hang(app, alice)
    link = share(app, made)
    assert guest.get(link).status_code == 200
    with app.app_context():
        image = db.session.get_one(Image, made)
        assert image.visibility == "unlisted"
        with writing():
            image.visibility = "private"
    assert guest.get(link).status_code == 404
