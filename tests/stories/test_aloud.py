"""A whole story is read aloud with one press, and its desk tells how far that is."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.narrate.scene import narrations, work
from tests.prompt_helpers.scene import make_style
from tests.scene import hang
from tests.stories.scene import bring, change_image, change_page, pages_of
from webapp.database import writing
from webapp.engines.errors import Moderated
from webapp.engines.speech.espeak import ESpeak
from webapp.extensions import db
from webapp.models import Story, User
from webapp.models.columns import utc_now
from webapp.narration.asking import MOST_CHARS


def desk(client: FlaskClient, story_id: object) -> str:
    text: str = client.get(f"/stories/{story_id}/aloud/", headers={"HX-Request": "true"}).text
    return text


def have_read(app: Flask, client: FlaskClient, story_id: object) -> None:
    assert client.post(f"/stories/{story_id}/aloud/").location == f"/stories/{story_id}/edit/#aloud"
    if any(row.status == "queued" for row in narrations(app)):
        work(app)


def test_all_pages_are_read_by_the_voice_and_in_the_style_of_the_story(
    app: Flask, as_alice: FlaskClient, alice: User
) -> None:
    story_id = bring(app, alice, voice="espeak:gmw/de")
    style = make_style(app, alice, voice_style="calm")
    with app.app_context(), writing() as session:
        session.get_one(Story, story_id).prompt_helper_id = style.id
    assert "Have it read aloud" in desk(as_alice, story_id)
    assert as_alice.post(f"/stories/{story_id}/aloud/").status_code == 303
    under_way = desk(as_alice, story_id)
    assert "0 of 3 pages can be heard; 3 are being read." in under_way
    assert 'hx-trigger="load delay:2s"' in under_way
    work(app)
    made = narrations(app)
    assert {(row.voice, row.manner, row.status) for row in made} == {("espeak:gmw/de", "calm", "completed")}
    assert [row.story_page_id for row in made] == [page.id for page in pages_of(app, story_id)]
    assert "3 of 3 pages can be heard." in desk(as_alice, story_id)
    assert "<button" not in desk(as_alice, story_id)


def test_where_nobody_chose_a_voice_it_reads_the_letters_of_the_page(
    app: Flask, as_alice: FlaskClient, alice: User
) -> None:
    story_id = bring(app, alice)
    texts = {"Была лампа.": "ru", "むかし、灯台が。": "ja", "Once, in Łódź: Ω.": "en-gb"}
    for page, text in zip(pages_of(app, story_id), texts, strict=True):
        change_page(app, page.id, text=text)
    have_read(app, as_alice, story_id)
    assert {row.text: row.language for row in narrations(app)} == texts


def test_only_what_changed_is_read_again(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    have_read(app, as_alice, story_id)
    second = pages_of(app, story_id)[1]
    change_page(app, second.id, text="It ran to the sea.")
    told = desk(as_alice, story_id)
    assert "Page 2: the words have changed since." in told
    assert "Have 1 page read" in told
    have_read(app, as_alice, story_id)
    assert sorted(row.text for row in narrations(app)) == ["It ran to the sea.", "The lamp woke up.", "Then it shone."]


def test_two_pages_with_the_same_picture_are_both_read(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    first, second, _ = pages_of(app, story_id)
    change_page(app, second.id, image_id=first.image_id)
    have_read(app, as_alice, story_id)
    assert len(narrations(app)) == 3


def test_pages_that_cannot_be_read_are_named(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    first, second, third = pages_of(app, story_id)
    change_page(app, first.id, text="")
    change_page(app, second.id, text="a " * MOST_CHARS)
    change_page(app, third.id, text="")
    told = desk(as_alice, story_id)
    assert "Page 2: longer than 4,000 characters." in told
    assert "<button" not in told
    have_read(app, as_alice, story_id)
    assert narrations(app) == []


def test_pages_without_a_picture_of_ones_own_are_read_too(
    app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User, bob: User
) -> None:
    story_id = bring(app, alice, visibility="public")
    first, second, third = pages_of(app, story_id)
    change_page(app, first.id, image_id=None)
    change_page(app, second.id, image_id=hang(app, bob))
    change_page(app, third.id, text="")
    assert "0 of 2 pages can be heard." in desk(as_alice, story_id)
    have_read(app, as_alice, story_id)
    assert "2 of 2 pages can be heard." in desk(as_alice, story_id)
    assert {(row.story_page_id, row.image_id) for row in narrations(app)} == {(first.id, None), (second.id, None)}
    bare = next(row for row in narrations(app) if row.story_page_id == first.id)
    assert str(bare.id) in guest.get(f"/stories/{story_id}/1/").text
    with guest.get(f"/files/narrations/{bare.id}.mp3") as heard:
        assert heard.status_code == 200
    change_page(app, first.id, text="The lamp slept on.")
    have_read(app, as_alice, story_id)
    assert len(narrations(app)) == 2


def test_what_is_read_of_a_page_without_a_picture_is_private_as_its_story(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    story_id = bring(app, alice)
    change_page(app, pages_of(app, story_id)[0].id, image_id=None)
    have_read(app, as_alice, story_id)
    bare = next(row for row in narrations(app) if row.image_id is None)
    addresses = [f"/files/narrations/{bare.id}.{suffix}" for suffix in ("ogg", "mp3", "vtt")]
    assert {client.get(each).status_code for client in (as_bob, guest) for each in addresses} == {404}
    for each in addresses:
        with as_alice.get(each) as heard:
            assert heard.status_code == 200
            assert "max-age=2592000" in heard.headers["Cache-Control"]


def test_what_failed_says_why_and_is_asked_for_again(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    story_id = bring(app, alice)

    def speak(*_args: object) -> None:
        raise Moderated("Say it more gently.")

    with monkeypatch.context() as broken:
        broken.setattr(ESpeak, "speak", speak)
        have_read(app, as_alice, story_id)
    told = desk(as_alice, story_id)
    assert "Page 3: Say it more gently." in told
    assert "0 of 3 pages can be heard." in told
    have_read(app, as_alice, story_id)
    assert "3 of 3 pages can be heard." in desk(as_alice, story_id)


def test_a_page_is_heard_though_its_picture_went(
    app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    story_id = bring(app, alice, visibility="public")
    have_read(app, as_alice, story_id)
    first = narrations(app)[0]
    change_image(app, first.image_id, deleted_at=utc_now())
    with guest.get(f"/files/narrations/{first.id}.ogg") as heard:
        assert heard.status_code == 200
    with app.app_context(), writing():
        db.session.get_one(Story, story_id).visibility = "private"
    assert guest.get(f"/files/narrations/{first.id}.ogg").status_code == 404


def test_without_a_voice_it_says_how_to_get_one(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    story_id = bring(app, alice)
    monkeypatch.setattr("webapp.engines.speech.espeak.PACKAGE", "nothing_of_this_name")
    told = desk(as_alice, story_id)
    assert "This studio has no voice yet." in told
    assert "make voice" in told
    assert "<button" not in told
