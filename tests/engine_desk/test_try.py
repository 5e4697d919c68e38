"""Trying an engine: one small picture, made the way everybody's are."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART, carry_out, requests_in
from tests.shop import ShopEngine
from webapp.engines.errors import OutOfCredit
from webapp.models import User
from webapp.pipeline import breaker

PATH = "/admin/engines/shop/try/"


def test_it_makes_one_small_picture_with_the_cheapest_model(
    app: Flask, admin: User, as_admin: FlaskClient, shop: ShopEngine
) -> None:
    answer = as_admin.post(PATH, data={"key": "try:0123456789"})
    (made,) = requests_in(app)
    assert (answer.status_code, answer.location) == (303, f"/status/{made.id}/")
    assert (made.user_id, made.num_outputs, made.model, made.width_px) == (admin.id, 1, "fast", 512)
    assert len(carry_out(app, made.id)) == 1
    assert len(shop.requests) == 1


def test_its_tile_appears_beside_the_engine(app: Flask, as_admin: FlaskClient, shop: ShopEngine) -> None:
    answer = as_admin.post(PATH, data={"key": "try:0123456789"}, headers=PART)
    (made,) = requests_in(app)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<article")
    assert f'data-live-request="{made.id}"' in answer.text


def test_a_double_click_is_one_trial_and_the_next_one_another(
    app: Flask, as_admin: FlaskClient, shop: ShopEngine
) -> None:
    page = as_admin.get("/admin/engines/").text.split('id="engine-shop"')[1]
    (key,) = re.findall(r'name="key" value="([^"]+)"', page)
    first = as_admin.post(PATH, data={"key": key}, headers=PART)
    as_admin.post(PATH, data={"key": key}, headers=PART)
    assert len(requests_in(app)) == 1
    (fresh_key,) = re.findall(r'name="key" value="([^"]+)"', first.text)
    as_admin.post(PATH, data={"key": fresh_key}, headers=PART)
    assert len(requests_in(app)) == 2


def test_it_wakes_one_that_rests(app: Flask, as_admin: FlaskClient, shop: ShopEngine) -> None:
    with app.app_context():
        breaker.note_failure("shop", OutOfCredit())
    as_admin.post(PATH, data={"key": "try:0123456789"})
    (made,) = requests_in(app)
    assert len(carry_out(app, made.id)) == 1


def test_one_that_is_switched_off_can_be_tried(app: Flask, as_admin: FlaskClient, shop: ShopEngine) -> None:
    as_admin.post("/admin/engines/shop/disable/")
    assert as_admin.post(PATH, data={"key": "try:0123456789"}).status_code == 303
    assert len(requests_in(app)) == 1


def test_one_that_is_not_set_up_says_what_is_missing(app: Flask, as_admin: FlaskClient, shop: ShopEngine) -> None:
    shop.lacks = "Set SHOP_KEY."
    answer = as_admin.post(PATH, data={"key": "try:0123456789"})
    assert answer.status_code == 409
    assert "Set SHOP_KEY." in answer.text
    assert requests_in(app) == []


def test_an_admin_out_of_credits_is_told(app: Flask, as_admin: FlaskClient, shop: ShopEngine) -> None:
    app.config["MONTHLY_CREDITS"] = 1.0
    answer = as_admin.post(PATH, data={"key": "try:0123456789"}, headers=PART)
    assert answer.status_code == 402
    assert "more credits than you have left" in answer.text
    assert requests_in(app) == []
