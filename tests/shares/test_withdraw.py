"""The owner takes a link back."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from tests.shares.scene import link_at, share
from webapp.models import User


def test_it_leads_nowhere_at_once(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    made = hang(app, alice)
    path = share(app, made)
    withdraw = f"/share-links/{link_at(app, path).id}/withdraw/"
    assert as_bob.post(withdraw).status_code == 404
    assert guest.get(path).status_code == 200
    assert as_alice.post(withdraw).location == f"/images/{made}/share/"
    assert guest.get(path).status_code == 404
    assert guest.get(f"{path}{made}/picture.webp").status_code == 404
    assert "Withdrawn" in as_alice.get(f"/images/{made}/share/").text
