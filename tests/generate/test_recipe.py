"""The composer remembers, offers ideas, and says what pictures cost."""

import re
from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import PART, carry_out, composed, requests_in
from webapp.extensions import db
from webapp.generate.surprises import SURPRISES
from webapp.models import User


def test_the_last_recipe_is_there_next_time(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    as_alice.post("/generate/", data=composed(as_alice, style="watercolour", steps="33", num_outputs="3", seed="5"))
    text = as_alice.get("/generate/").text
    assert "a red boat</textarea>" in text
    assert re.search(r'name="steps"[^>]*value="33"', text)
    assert re.search(r'name="style" value="watercolour" checked', text)
    assert re.search(r'<option selected value="3"', text)
    assert re.search(r'name="shape" value="free"[^>]* checked', text)
    assert not re.search(r'name="seed"[^>]*value="5"', text)


def test_somebody_elses_recipe_is_not(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, quick: QuickEngine
) -> None:
    as_alice.post("/generate/", data=composed(as_alice, prompt="hers alone"))
    assert "hers alone" not in as_bob.get("/generate/").text


def test_a_recipe_from_another_time_does_no_harm(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    with app.app_context():
        person = db.session.get_one(User, alice.id)
        person.last_recipe = {"shape": "7:5", "model_backend": "gone", "style": "gone", "steps": None, "what": 1}
        db.session.commit()
    assert as_alice.get("/generate/").status_code == 200


def test_the_style_is_kept_with_its_version(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    as_alice.post("/generate/", data=composed(as_alice, style="ink-wash", num_outputs="1"))
    (made,) = requests_in(app)
    carry_out(app, made.id)
    assert "ink wash painting" in quick.requests[0].prompt
    assert "bright colours" in quick.requests[0].negative_prompt
    assert made.prompt == "a red boat"


def test_what_is_on_the_way_and_what_was_made_are_on_the_page(
    app: Flask, as_alice: FlaskClient, quick: QuickEngine
) -> None:
    as_alice.post("/generate/", data=composed(as_alice))
    (made,) = requests_in(app)
    assert f'data-live-request="{made.id}"' in as_alice.get("/generate/").text
    pictures = carry_out(app, made.id)
    text = as_alice.get("/generate/").text
    assert all(text.count(f'<a href="/images/{each}/"><img') == 1 for each in pictures)


def test_a_surprise_is_one_of_ours(as_alice: FlaskClient) -> None:
    text = as_alice.get("/generate/surprise/", headers=PART).text
    assert any(words in text for words in SURPRISES)
    plain = as_alice.get("/generate/surprise/", follow_redirects=True).text
    assert any(f"{words}</textarea>" in plain for words in SURPRISES)


def test_the_estimate_counts_pictures_and_what_is_left(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    quick.capabilities = replace(quick.capabilities, credits_per_picture=2.5)
    text = as_alice.get("/generate/estimate/?num_outputs=4&model_backend=quick", headers=PART).text
    assert "10" in text
    assert "500" in text
    as_alice.post("/generate/", data=composed(as_alice, num_outputs="4"))
    assert "490" in as_alice.get("/generate/estimate/?num_outputs=1&model_backend=quick", headers=PART).text


def test_what_cannot_be_paid_is_not_made(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    quick.capabilities = replace(quick.capabilities, credits_per_picture=300.0)
    answer = as_alice.post("/generate/", data=composed(as_alice, num_outputs="2"))
    assert answer.status_code == 402
    assert "more credits than you have left" in answer.text
    assert requests_in(app) == []
