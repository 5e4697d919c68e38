"""The composer shows what the chosen engine has, with its models and prices, and sends only that."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import PART, carry_out, composed, requests_in
from tests.shop import ShopEngine
from webapp.engines.errors import OutOfCredit, Unreachable
from webapp.models import User
from webapp.pipeline import breaker
from webapp.pipeline.breaker import FAILURES_UNTIL_REST


def bought(client: FlaskClient, **values: Any) -> dict[str, Any]:
    """What the composer would send to the shop; its own fields belong to the model."""
    model = values.get("model", "fine")
    sides = {"width": "128", "height": "64", "model_backend": "shop", "model": model, "set-of": f"shop/{model}"}
    return composed(client, **(sides | values))


def options(text: str, name: str) -> list[str]:
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', text, re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]*)</option>", found[0]) if found else []


def test_the_default_engine_is_first_and_chosen(as_alice: FlaskClient, shop: ShopEngine) -> None:
    text = as_alice.get("/generate/").text
    assert options(text, "model_backend") == ["Shop", "Sketchbook"]
    assert options(text, "model") == ["Fine · 8 credits", "Fast · 3 credits"]
    assert "About <b>32 credits</b>" in text


def test_one_that_rests_gives_way_to_the_next(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    with app.app_context():
        breaker.note_failure("shop", OutOfCredit())
    text = as_alice.get("/generate/").text
    assert options(text, "model_backend") == ["Shop (resting)", "Sketchbook"]
    assert 'selected value="builtin"' in text
    assert "Shop has trouble and rests for a few minutes, so this one is chosen." in text
    chosen = as_alice.post("/generate/composer/", data={"model_backend": "shop"}, headers=PART).text
    assert 'selected value="shop"' in chosen
    assert "so this one is chosen" not in chosen


def test_when_all_rest_the_default_stays(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    with app.app_context():
        for name in ("shop", "builtin"):
            breaker.note_failure(name, OutOfCredit())
    text = as_alice.get("/generate/").text
    assert 'selected value="shop"' in text
    assert "so this one is chosen" not in text


def test_an_engine_without_models_shows_no_choice(as_alice: FlaskClient, shop: ShopEngine) -> None:
    text = as_alice.post("/generate/composer/", data={"model_backend": "builtin", "model": "fast"}, headers=PART).text
    assert 'name="model"' not in text
    assert "<b>Free</b> on this engine" in text


def test_another_model_brings_its_own_fields_and_price(as_alice: FlaskClient, shop: ShopEngine) -> None:
    fine = as_alice.post("/generate/composer/", data=bought(as_alice), headers=PART).text
    fast = as_alice.post("/generate/composer/", data=bought(as_alice, model="fast"), headers=PART).text
    assert 'name="steps"' in fine
    assert 'name="set-grain"' in fine
    assert 'value="0.5"' in fine
    assert 'name="steps"' not in fast
    assert all(f'name="set-{name}"' in fast for name in ("clip_skip", "sampler", "hires"))
    assert "set-sketch" not in fast
    assert options(fast, "set-sampler") == ["The engine&#39;s own", "Euler", "Heun"]
    assert "About <b>6 credits</b>" in fast


def test_the_estimate_follows_model_and_count(as_alice: FlaskClient, shop: ShopEngine) -> None:
    asked = "/generate/estimate/?model_backend=shop&model={}&num_outputs={}"
    assert "About <b>24 credits</b>" in as_alice.get(asked.format("fine", 3)).text
    assert "About <b>9 credits</b>" in as_alice.get(asked.format("fast", 3)).text


def test_the_model_and_its_settings_reach_the_engine(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    form = bought(as_alice, model="fast", **{"set-clip_skip": "2", "set-sampler": "Heun", "set-hires": "y"})
    as_alice.post("/generate/", data=form)
    (made,) = requests_in(app)
    assert (made.model, made.params, made.estimated_credits) == (
        "fast",
        {"clip_skip": 2, "sampler": "Heun", "hires": True},
        6.0,
    )
    carry_out(app, made.id)
    assert shop.requests[0].model == "fast"
    assert shop.requests[0].params == made.params


def test_what_was_left_alone_is_not_sent(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    as_alice.post("/generate/", data=bought(as_alice, model="fast", **{"set-clip_skip": "", "set-sampler": ""}))
    assert requests_in(app)[0].params == {}


def test_settings_of_another_model_are_not_taken_over(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    form = bought(as_alice, **{"set-of": "shop/fast", "set-grain": "0.9", "set-clip_skip": "2"})
    as_alice.post("/generate/", data=form)
    assert requests_in(app)[0].params == {"grain": 0.5}


@pytest.mark.parametrize(
    ("model", "field", "typed", "sentence"),
    [
        ("fast", "clip_skip", "13", "Choose from 1 to 12."),
        ("fast", "clip_skip", "x", "Type a whole number."),
        ("fast", "sampler", "DDIM", "Choose one of these."),
        ("fine", "grain", "nan", "Choose from 0 to 1."),
    ],
)
def test_a_wrong_setting_is_said_beside_it(
    app: Flask, as_alice: FlaskClient, shop: ShopEngine, model: str, field: str, typed: str, sentence: str
) -> None:
    answer = as_alice.post("/generate/", data=bought(as_alice, model=model, **{f"set-{field}": typed}), headers=PART)
    assert answer.status_code == 422
    assert re.search(rf'id="set-{field}-error"[^>]*>.*?{re.escape(sentence)}', answer.text, re.DOTALL)
    assert requests_in(app) == []


def test_a_model_of_another_engine_is_said(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    answer = as_alice.post("/generate/", data=bought(as_alice, model="gone"), headers=PART)
    assert answer.status_code == 422
    assert "Shop has other models. Choose one of them." in answer.text
    assert requests_in(app) == []


def test_a_shape_becomes_a_size_the_engine_draws(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    as_alice.post("/generate/", data=bought(as_alice, shape="3:2"))
    (made,) = requests_in(app)
    assert (made.width_px, made.height_px) == (1024, 704)


def test_a_free_size_that_it_cannot_draw_is_said(app: Flask, as_alice: FlaskClient, shop: ShopEngine) -> None:
    answer = as_alice.post("/generate/", data=bought(as_alice, width="100"), headers=PART)
    assert "Shop draws sides in steps of 64." in answer.text
    assert requests_in(app) == []


def test_one_that_is_gone_leaves_no_choice_behind(as_alice: FlaskClient, shop: ShopEngine) -> None:
    as_alice.post("/generate/", data=bought(as_alice, model="fast", **{"set-clip_skip": "2"}))
    assert re.search(r'value="2"[^>]*|name="set-clip_skip"[^>]*value="2"', as_alice.get("/generate/").text)
    ShopEngine.lacks = "Set SHOP_KEY."
    try:
        with as_alice.application.app_context():
            breaker.offer.forget()
        page = as_alice.get("/generate/")
    finally:
        ShopEngine.lacks = None
    assert page.status_code == 200
    assert options(page.text, "model_backend") == ["Sketchbook"]
    assert "set-clip_skip" not in page.text


def test_one_that_rests_says_so(app: Flask, alice: User, as_alice: FlaskClient, quick: QuickEngine) -> None:
    with app.app_context():
        for _ in range(FAILURES_UNTIL_REST):
            breaker.note_failure("quick", Unreachable())
    assert "Quick (resting)" in options(as_alice.get("/generate/").text, "model_backend")
    text = as_alice.post("/generate/composer/", data={"model_backend": "quick"}, headers=PART).text
    assert "It has trouble and rests for a few minutes." in text
