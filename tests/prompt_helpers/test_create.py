"""A style is made from a form that says beside each field what is wrong, and keeps what was typed."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.prompt_helpers.scene import SAID, make_style, versions_of
from webapp.extensions import db
from webapp.models import PromptHelper, User


def only_style(app: Flask, owner: User) -> PromptHelper:
    with app.app_context():
        return db.session.scalars(select(PromptHelper).where(PromptHelper.owner_id == owner.id)).one()


def test_what_is_said_is_kept(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    said = SAID | {"tags": "Quayside, calm", "place_image": "prefix", "place_scene": "replace", "voice_style": "calm"}
    answer = as_alice.post("/prompt-helpers/new/", data=said)
    style = only_style(app, alice)
    assert (answer.status_code, answer.location) == (303, f"/prompt-helpers/{style.id}/")
    assert (style.name, style.purpose, style.category) == ("Chalk", "For calm covers.", "Drawing")
    assert (style.visibility, style.voice_style, style.newest_number) == ("private", "calm", 1)
    (version,) = versions_of(app, style.id)
    assert (version.prompt, version.negative_prompt, version.author_id) == ("soft chalk", "photo", alice.id)
    assert {target: version.placement_for(target) for target in ("image", "scene", "narration")} == {
        "image": "prefix",
        "scene": "replace",
        "narration": "append",
    }
    page = as_alice.get(answer.location).text
    assert all(word in page for word in ("Chalk", "For calm covers.", "soft chalk", "photo", "Quayside", "calm"))
    assert "soft chalk, a lighthouse on a cliff" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Give it a name"),
        ({"name": "  "}, "Give it a name"),
        ({"name": "x" * 81}, "At most 80 characters"),
        ({"name": "a\0b"}, "cannot be kept"),
        ({"name": "a\nb"}, "cannot be seen"),
        ({"name": "a\u202eb"}, "cannot be seen"),
        ({"prompt": "x" * 10_001}, "At most 10,000 characters"),
        ({"prompt": "{promt} in chalk"}, "“{promt}” looks like the place for what is typed. Write it {prompt}."),
        ({"prompt": "{PROMPT} in chalk"}, "Write it {prompt}."),
        ({"prompt": "{{prompt}} in chalk"}, "Write it {prompt}."),
        ({"prompt": "{value} in chalk"}, "Write it {prompt}."),
        ({"prompt": "{red|blue chalk"}, "never closed"),
        ({"negative_prompt": "{a|"}, "never closed"),
        ({"prompt": "", "negative_prompt": ""}, "Say in a few words what it does"),
        ({"visibility": "public"}, "Not a valid choice"),
        ({"place_image": "above"}, "Not a valid choice"),
        ({"style_preset": "unheard"}, "Not a valid choice"),
        ({"tags": ", ".join(f"tag {n}" for n in range(40))}, "Keep it to 30"),
        ({"voice_style": "x" * 81}, "At most 80 characters"),
    ],
)
def test_nonsense_is_refused_and_kept_in_the_form(
    app: Flask, as_alice: FlaskClient, alice: User, wrong: dict[str, str], sentence: str
) -> None:
    answer = as_alice.post("/prompt-helpers/new/", data=SAID | {"purpose": "Typed and kept"} | wrong)
    assert answer.status_code == 422
    assert sentence.replace("“", "&ldquo;") in answer.text.replace("“", "&ldquo;")
    assert "Typed and kept" in answer.text
    with app.app_context():
        assert db.session.scalars(select(PromptHelper).where(PromptHelper.owner_id == alice.id)).all() == []


@pytest.mark.parametrize("words", ["{prompt}, chalk", "{red|blue} chalk", "(chalk:1.2) <lora:ink:0.8>", "{prompt|sea}"])
def test_slots_and_choices_are_welcome(as_alice: FlaskClient, words: str) -> None:
    assert as_alice.post("/prompt-helpers/new/", data=SAID | {"prompt": words}).status_code == 303


def test_a_second_of_the_same_name_is_said_and_kept(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    make_style(app, alice)
    page = as_alice.post("/prompt-helpers/new/", data=SAID, follow_redirects=True).text
    assert "You have another style called “Chalk”; both are kept." in page


def test_a_name_others_use_is_not_spoken_of(app: Flask, as_alice: FlaskClient, bob: User) -> None:
    make_style(app, bob)
    assert "another style" not in as_alice.post("/prompt-helpers/new/", data=SAID, follow_redirects=True).text


def test_words_are_text_and_nothing_else(as_alice: FlaskClient) -> None:
    said = SAID | {"name": "<b>x</b>", "prompt": "<script>alert(1)</script>", "tags": "<i>y</i>"}
    page = as_alice.post("/prompt-helpers/new/", data=said, follow_redirects=True).text
    assert "<b>x" not in page
    assert "<script>alert" not in page
    assert "<i>y" not in page
