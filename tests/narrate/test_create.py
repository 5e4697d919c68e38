"""A narration is asked for, read by a worker, and there to be heard."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.narrate.scene import narrations, work
from tests.prompt_helpers.scene import make_style
from tests.scene import PART, hang
from webapp.database import writing
from webapp.engines.speech.sound import decoded
from webapp.extensions import db
from webapp.media import storage
from webapp.models import StableDiffusionUsageLog, Story, StoryPage, User
from webapp.narration.asking import MOST_CHARS
from webapp.narration.reading import of_pages
from webapp.queue import NARRATION_QUEUE, waiting_ids

ALT = "A red boat. It rests in the harbour."


def say(client: FlaskClient, image_id: object, **said: str) -> int:
    answer = client.post(f"/images/{image_id}/narrate/", data={"source": "alt_text", "voice": "espeak:gmw/en", **said})
    return answer.status_code


def test_the_alt_text_is_read_by_the_chosen_voice(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice, alt_text=ALT)
    assert say(as_alice, image_id, voice="espeak:gmw/de") == 303
    queued = narrations(app)[0]
    assert (queued.status, queued.text, queued.voice, queued.language) == ("queued", ALT, "espeak:gmw/de", "de")
    with app.app_context():
        assert waiting_ids(NARRATION_QUEUE) == {str(queued.id)}
    made = work(app)
    assert made.status == "completed"
    assert [text for _, _, text in made.cues] == ["A red boat.", "It rests in the harbour."]


def test_the_sound_is_as_long_as_its_captions_say(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    say(as_alice, hang(app, alice, alt_text=ALT))
    made = work(app)
    with app.app_context():
        for path in (made.ogg_path, made.mp3_path):
            with storage().open(path) as stream:
                samples, rate_hz = decoded(stream.read())
            assert len(samples) / rate_hz == pytest.approx(made.duration_s, abs=0.1)
            assert abs(samples).max() > 1000
    starts, ends = [cue[0] for cue in made.cues], [cue[1] for cue in made.cues]
    assert starts[0] == 0.0
    assert ends[0] < starts[1] < ends[1] <= made.duration_s


def test_words_of_ones_own_are_read(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    assert say(as_alice, hang(app, alice), source="typed", text="  Good night.  ") == 303
    assert (narrations(app)[0].source, narrations(app)[0].text) == ("typed", "Good night.")


def test_a_page_of_a_story_is_read(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice, alt_text=ALT)
    with app.app_context(), writing() as session:
        story = Story(owner_id=alice.id, title="The tide")
        page = StoryPage(story=story, image_id=image_id, text="Once there was a tide.")
        session.add_all([story, page])
        session.flush()
        page_id = page.id
    assert "Its page in “The tide”" in as_alice.get(f"/images/{image_id}/narrate/").text
    assert say(as_alice, image_id, source=f"story:{page_id}") == 303
    made = work(app)
    assert (made.source, made.text, made.story_page_id) == ("story", "Once there was a tide.", page_id)
    with app.app_context():
        assert of_pages([page_id])[page_id].id == made.id


def test_a_page_is_read_by_the_voice_of_its_story(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice, alt_text=ALT)
    with app.app_context(), writing() as session:
        page = StoryPage(story=Story(owner_id=alice.id, title="The tide", voice="espeak:gmw/de"), image_id=image_id)
        page.text = "Es war einmal."
        session.add(page)
        session.flush()
        source = f"story:{page.id}"
    form = as_alice.get(f"/images/{image_id}/narrate/?source={source}").text
    assert f'value="{source}"' in form.split("checked", 1)[1].split(">", 1)[0]
    spoken = []
    for said in ({"source": source}, {"source": source, "voice": "espeak:gmw/en"}, {"source": "alt_text"}):
        say(as_alice, image_id, **{"voice": "", **said})
        spoken.append(work(app).voice)
    assert spoken == ["espeak:gmw/de", "espeak:gmw/en", "espeak:gmw/en"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"source": "typed", "text": " "}, "Type what should be read."),
        ({"source": "typed", "text": "x" * (MOST_CHARS + 1)}, "At most 4,000 characters."),
        ({"source": "caption"}, "Not a valid choice"),
        ({"voice": "espeak:nobody"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(
    app: Flask, alice: User, as_alice: FlaskClient, said: dict[str, str], message: str
) -> None:
    image_id = hang(app, alice, alt_text=ALT)
    wanted = {"source": "alt_text", "voice": "espeak:gmw/en", **said}
    answer = as_alice.post(f"/images/{image_id}/narrate/", data=wanted, headers=PART)
    assert answer.status_code == 422
    assert message in answer.text
    assert narrations(app) == []


def test_one_on_the_way_is_not_asked_for_twice(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice, alt_text=ALT)
    assert [say(as_alice, image_id), say(as_alice, image_id)] == [303, 303]
    assert len(narrations(app)) == 1


def test_the_new_one_takes_the_place_of_the_old_one(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    image_id = hang(app, alice, alt_text=ALT)
    say(as_alice, image_id)
    old = work(app)
    say(as_alice, image_id, source="typed", text="Good night.")
    made = work(app)
    assert [row.id for row in narrations(app)] == [made.id]
    with app.app_context():
        assert not storage().exists(old.ogg_path)
        assert storage().exists(made.ogg_path)


def test_what_it_cost_is_written_down(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    say(as_alice, hang(app, alice, alt_text=ALT))
    work(app)
    with app.app_context():
        line = db.session.scalars(select(StableDiffusionUsageLog)).one()
    assert (line.user_id, line.operation, line.model_backend, line.credits) == (alice.id, "narration", "eSpeak", 0)


def test_the_style_says_how_it_is_read(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    style_id = make_style(app, alice, voice_style="calm, whispering").id
    for values in ({}, {"prompt_helper_id": style_id}):
        say(as_alice, hang(app, alice, alt_text=ALT, **values))
    work(app)
    plain, calm = narrations(app)
    assert (plain.manner, calm.manner) == ("", "calm, whispering")
    assert calm.duration_s > plain.duration_s * 1.05
