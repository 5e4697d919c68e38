"""A story is begun, described and taken away."""

from flask import Flask
from flask.testing import FlaskClient

from tests.stories.scene import bring, filled, pages_of, story_of
from tests.theme_helpers.scene import make_theme
from webapp.models import User


def test_it_begins_with_an_empty_page(app: Flask, as_alice: FlaskClient) -> None:
    answer = as_alice.post("/stories/new/", data=filled(theme="salt-harbour"))
    assert answer.status_code == 422  # there is no such theme
    answer = as_alice.post("/stories/new/", data=filled(description="It goes far."))
    page = as_alice.get(answer.location).text
    assert "Page <span data-number>1</span>" in page
    assert "The lamp that walked" in as_alice.get("/stories/").text


def test_what_was_typed_stays_when_the_title_is_missing(as_alice: FlaskClient) -> None:
    answer = as_alice.post("/stories/new/", data=filled(title=" ", description="It goes far."))
    assert answer.status_code == 422
    assert "Give the story a title." in answer.text
    assert "It goes far." in answer.text


def test_look_and_readers_are_kept(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    with app.app_context():
        theme = make_theme(alice)
        slug, theme_id = theme.slug, theme.id
    sent = filled(theme=slug, style="storybook", visibility="unlisted", voice="espeak:gmw/en")
    assert as_alice.post(f"/stories/{story_id}/edit/", data=sent).status_code == 303
    story = story_of(app, story_id)
    assert story is not None
    assert (story.theme_helper_id, story.visibility, story.voice) == (theme_id, "unlisted", "espeak:gmw/en")
    assert story.prompt_helper_id is not None
    assert f'selected value="{slug}"' in as_alice.get(f"/stories/{story_id}/edit/").text


def test_a_voice_that_is_away_is_kept_and_none_is_made_up(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, voice="openai:nova")
    path = f"/stories/{story_id}/edit/"
    assert "openai:nova (not here now)" in as_alice.get(path).text
    for voice, status in (("openai:nova", 303), ("nobody", 422)):
        assert as_alice.post(path, data=filled(voice=voice)).status_code == status
        story = story_of(app, story_id)
        assert story is not None
        assert story.voice == "openai:nova"


def test_a_deleted_one_is_gone_and_its_pictures_stay(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    image_id = pages_of(app, story_id)[0].image_id
    assert "Delete this story?" in as_alice.get(f"/stories/{story_id}/delete/").text
    as_alice.post(f"/stories/{story_id}/delete/")
    assert story_of(app, story_id) is None
    assert pages_of(app, story_id) == []
    assert as_alice.get(f"/images/{image_id}/").status_code == 200
