"""A style may bring settings along: judged against their engine, and what Create opens with."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.prompt_helpers.scene import SAID, make_style
from tests.scene import fresh
from webapp.models import PromptHelper, User

GOOD = {
    "recipe-model_backend": "quick",
    "recipe-shape": "16:9",
    "recipe-steps": "12",
    "recipe-guidance_scale": "7.5",
    "recipe-scheduler": "even",
}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"recipe-model_backend": "nowhere"}, "not available now"),
        ({"recipe-steps": "51"}, "takes steps from 1 to 50"),
        ({"recipe-steps": "many"}, "Type a whole number"),
        ({"recipe-guidance_scale": "21"}, "takes guidance from 1 to 20"),
        ({"recipe-scheduler": "odd"}, "none of that name. It has even."),
        ({"recipe-model": "none"}, "none of that name. Leave it empty."),
        ({"recipe-model_backend": "", "recipe-lora": "ink"}, "Choose the engine first"),
        ({"recipe-lora": "ink"}, "none of that name"),
        ({"recipe-shape": "free"}, "Say how wide and how high"),
        ({"recipe-shape": "free", "recipe-width": "5000", "recipe-height": "64"}, "draws sides from 64 to 2048"),
        ({"recipe-shape": "5:4"}, "Not a valid choice"),
    ],
)
def test_what_the_engine_cannot_do_is_said_beside_the_field(
    as_alice: FlaskClient, quick: QuickEngine, wrong: dict[str, str], sentence: str
) -> None:
    answer = as_alice.post("/prompt-helpers/new/", data=SAID | GOOD | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_create_opens_with_the_style_and_its_settings(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    answer = as_alice.post("/prompt-helpers/new/", data=SAID | GOOD)
    style = fresh(app, PromptHelper, UUID(answer.location.split("/")[2]))
    assert style.recipe == {
        "model_backend": "quick",
        "shape": "16:9",
        "steps": 12,
        "guidance_scale": 7.5,
        "scheduler": "even",
    }
    page = as_alice.get(f"/generate/?style={style.slug}&prompt=a+boat").text
    assert re.search(r'<option selected value="quick"', page)
    assert re.search(r'name="steps"[^>]*value="12"', page)
    assert re.search(r'value="16:9"[^>]*checked', page)
    assert re.search(r'<option selected value="even"', page)
    assert "a boat</textarea>" in page
    assert re.search(rf'name="style" value="{style.slug}" checked', page)
    shown = as_alice.get(answer.location).text
    assert all(word in shown for word in ("Quick", "16:9", "7.5", "even"))


def test_settings_of_an_engine_that_is_away_are_left_out(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice, recipe={"model_backend": "a1111", "steps": 12, "model": "gone"})
    page = as_alice.get(f"/generate/?style={style.slug}")
    assert page.status_code == 200
    assert 'value="a1111"' not in page.text


def test_settings_from_another_tool_can_be_used_and_kept(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    brought = {"steps": 12, "width": 512, "height": 768, "model": "sd_xl_base.safetensors"}
    style = make_style(app, alice, recipe=brought)
    page = as_alice.get(f"/generate/?style={style.slug}").text
    assert re.search(r'value="free"[^>]*checked', page)
    assert re.search(r'name="width"[^>]*value="512"', page)
    form = as_alice.get(f"/prompt-helpers/{style.id}/edit/").text
    assert re.search(r'<option selected value="free"', form)
    said = {"recipe-steps": "12", "recipe-shape": "free", "recipe-width": "512", "recipe-height": "768"}
    said |= {"recipe-model": brought["model"]}
    assert as_alice.post(f"/prompt-helpers/{style.id}/edit/", data=SAID | said).status_code == 303
    assert fresh(app, PromptHelper, style.id).recipe == brought | {"shape": "free"}


def test_a_hidden_style_opens_nothing(app: Flask, as_bob: FlaskClient, alice: User, quick: QuickEngine) -> None:
    style = make_style(app, alice, recipe={"model_backend": "quick", "steps": 12})
    for slug in (style.slug, "no-such-style", ""):
        assert not re.search(r'name="steps"[^>]*value="12"', as_bob.get(f"/generate/?style={slug}").text)


def test_the_form_suggests_what_the_chosen_engine_has(as_alice: FlaskClient, quick: QuickEngine) -> None:
    part = as_alice.post("/prompt-helpers/recipe/", data={"recipe-model_backend": "quick", "recipe-steps": "7"}).text
    assert '<option value="even">' in part
    assert 'value="7"' in part
