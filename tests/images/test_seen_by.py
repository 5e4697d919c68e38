"""A picture's page says to its owner who may see it."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from tests.shares.scene import share
from webapp.models import User


def test_it_counts_the_open_links(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    assert "Everyone." in as_alice.get(f"/images/{made}/").text
    share(app, made)
    share(app, made)
    share(app, made, days=-1)
    assert ">2 links</a> lead here" in as_alice.get(f"/images/{made}/").text
    assert "links</a>" not in as_bob.get(f"/images/{made}/").text
