"""The owner gives a picture stars."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART, fresh, hang
from webapp.models import Image, User


def test_stars_are_given_and_taken_away(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    answer = as_alice.post(f"/images/{made}/rate/", data={"rating": "4"}, headers=PART)
    assert answer.text.count("★") == 4
    assert fresh(app, Image, made).rating == 4
    assert as_alice.post(f"/images/{made}/rate/", data={"rating": "0"}).location == f"/images/{made}/"
    assert fresh(app, Image, made).rating == 0


@pytest.mark.parametrize("rating", ["6", "-1", "many", ""])
def test_other_numbers_change_nothing(app: Flask, as_alice: FlaskClient, alice: User, rating: str) -> None:
    made = hang(app, alice, rating=3)
    as_alice.post(f"/images/{made}/rate/", data={"rating": rating})
    assert fresh(app, Image, made).rating == 3
    assert "one to five stars" in as_alice.get(f"/images/{made}/").text


def test_only_the_owner_rates(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    assert as_bob.post(f"/images/{made}/rate/", data={"rating": "1"}).status_code == 403
    assert "Rating" not in guest.get(f"/images/{made}/").text
    assert fresh(app, Image, made).rating == 0
