"""Who may see a picture may hear it; its owner is told how it goes."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.narrate.scene import add, heard
from tests.scene import JSON, PART, hang
from webapp.database import writing
from webapp.engines.speech.espeak import ESpeak
from webapp.extensions import db
from webapp.models import Image, Story, StoryPage, User


def path(image_id: object) -> str:
    return f"/images/{image_id}/narrate/"


def picture(image_id: object) -> Image:
    return db.session.get_one(Image, image_id)


def test_the_player_comes_with_its_words_and_captions(app: Flask, alice: User, guest: FlaskClient) -> None:
    image_id = hang(app, alice, visibility="public")
    with app.app_context():
        row = heard(picture(image_id))
    page = guest.get(path(image_id)).text
    for part in (f"/files/narrations/{row.id}.{suffix}" for suffix in ("ogg", "mp3", "vtt")):
        assert part in page
    assert "It &lt;b&gt;rests&lt;/b&gt;." in page
    assert "<textarea" not in page


def test_the_words_are_not_heard_by_strangers_before_they_are_read(
    app: Flask, alice: User, guest: FlaskClient, as_alice: FlaskClient
) -> None:
    image_id = hang(app, alice, visibility="public")
    with app.app_context():
        add(picture(image_id))
    assert "It will be read in a moment." in as_alice.get(path(image_id)).text
    assert "Nobody has read this picture aloud yet." in guest.get(path(image_id)).text


def test_the_page_looks_again_until_it_is_read(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice)
    with app.app_context():
        add(picture(image_id))
    assert 'hx-trigger="load delay:1s"' in as_alice.get(path(image_id), headers=PART).text
    with app.app_context():
        heard(picture(image_id))
    part = as_alice.get(path(image_id), headers=PART).text
    assert "hx-trigger" not in part
    assert "<audio" in part
    assert "<html" not in part


def test_a_story_is_told_to_its_readers_alone(app: Flask, alice: User, guest: FlaskClient) -> None:
    image_id = hang(app, alice, visibility="public")
    with app.app_context():
        with writing() as session:
            story = Story(owner_id=alice.id, title="The tide", visibility="private")
            session.add(StoryPage(story=story, image_id=image_id, text="Once."))
        row = heard(picture(image_id), source="story", story_page_id=story.pages[0].id)
        story_id = story.id
    captions = f"/files/narrations/{row.id}.vtt"
    assert "<audio" not in guest.get(path(image_id)).text
    assert guest.get(captions).status_code == 404
    with app.app_context(), writing() as session:
        session.get_one(Story, story_id).visibility = "public"
    assert guest.get(captions).status_code == 200


def test_it_can_be_had_as_json(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice)
    assert as_alice.get(path(image_id), headers=JSON).json == {"narration": None}
    with app.app_context():
        row = heard(picture(image_id))
    told = as_alice.get(path(image_id), headers=JSON).json["narration"]
    assert (told["status"], told["duration_s"], len(told["cues"])) == ("completed", 2.0, 2)
    assert told["ogg"] == f"/files/narrations/{row.id}.ogg"


def test_a_studio_without_a_voice_says_how_to_get_one(
    app: Flask, alice: User, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.engines.speech.espeak.PACKAGE", "nothing_of_this_name")
    assert ESpeak({}).voices() == ()
    page = as_alice.get(path(hang(app, alice, alt_text="A boat."))).text
    assert "This studio has no voice yet" in page
    assert "make voice" in page
    assert "TTS_API_KEY" in page


def test_the_picture_leads_to_it(app: Flask, alice: User, guest: FlaskClient, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice, visibility="public")
    assert path(image_id) in as_alice.get(f"/images/{image_id}/").text
    assert path(image_id) not in guest.get(f"/images/{image_id}/").text
    with app.app_context():
        heard(picture(image_id))
    assert path(image_id) in guest.get(f"/images/{image_id}/").text
