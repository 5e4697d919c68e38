"""Alt text is drafted from the prompt and counts once its owner approves it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import fresh, hang
from webapp.images.alt_drafts import LONGEST, drafted_alt
from webapp.models import Image, User


def test_a_draft_is_not_said_before_it_is_approved(
    app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    made = hang(app, alice, prompt="a lighthouse at dusk, masterpiece, 8k", visibility="public")
    mine = as_alice.get(f"/images/{made}/").text
    assert "A lighthouse at dusk.</textarea>" in mine
    assert 'alt="A lighthouse' not in mine
    assert "lighthouse" not in guest.get(f"/images/{made}/").text
    as_alice.post(f"/images/{made}/alt-text/", data={"alt_text": "A white lighthouse on rock."})
    image = fresh(app, Image, made)
    assert (image.alt_text, image.alt_status) == ("A white lighthouse on rock.", "approved")
    assert 'alt="A white lighthouse on rock."' in guest.get(f"/images/{made}/").text


@pytest.mark.parametrize("typed", ["", "  ", "x" * 2001])
def test_what_cannot_be_approved_is_kept_in_the_form(
    app: Flask, as_alice: FlaskClient, alice: User, typed: str
) -> None:
    made = hang(app, alice)
    answer = as_alice.post(f"/images/{made}/alt-text/", data={"alt_text": typed})
    assert answer.status_code == 422
    assert 'id="alt-draft-error"' in answer.text
    assert fresh(app, Image, made).alt_status == ""


def test_an_alt_text_taken_away_is_to_do_again(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice, alt_text="A boat", alt_status="approved")
    as_alice.post(f"/images/{made}/edit/", data={"alt_text": "", "visibility": "private"})
    assert fresh(app, Image, made).alt_status == ""


@pytest.mark.parametrize(
    ("prompt", "draft"),
    [
        ("a red boat", "A red boat."),
        ("(a fox:1.3) in {snow|rain}, <lora:fur:0.8>, best quality, 8k", "A fox in snow."),
        ("masterpiece, best quality", ""),
        ("", ""),
        ("قارب أحمر", "قارب أحمر."),
    ],
)
def test_a_draft_is_a_sentence(prompt: str, draft: str) -> None:
    assert drafted_alt(prompt) == draft


def test_a_draft_is_short() -> None:
    assert len(drafted_alt("word " * 500)) <= LONGEST + 1
