"""A star goes on and off, for each person alone."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART
from tests.theme_helpers.scene import bring, builtin, starred
from webapp.models import User


def test_it_goes_on_and_off_in_place(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    world = builtin(app, "toy-town")
    on = as_alice.post(f"/theme-favorites/{world}/", headers=PART)
    assert 'aria-pressed="true"' in on.text
    assert "<html" not in on.text
    assert starred(app, alice) == [world]
    off = as_alice.post(f"/theme-favorites/{world}/", headers=PART)
    assert 'aria-pressed="false"' in off.text
    assert starred(app, alice) == []


def test_without_javascript_it_leads_to_the_theme(app: Flask, as_alice: FlaskClient) -> None:
    world = builtin(app, "toy-town")
    answer = as_alice.post(f"/theme-favorites/{world}/")
    assert (answer.status_code, answer.location) == (303, f"/theme-helpers/{world}/")


def test_stars_of_others_do_not_show(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    world = builtin(app, "toy-town")
    as_alice.post(f"/theme-favorites/{world}/")
    assert 'aria-pressed="true"' not in as_bob.get("/theme-helpers/").text


def test_a_hidden_theme_cannot_be_starred(app: Flask, as_bob: FlaskClient, alice: User, bob: User) -> None:
    made = bring(app, alice)
    assert as_bob.post(f"/theme-favorites/{made.id}/").status_code == 404
    assert starred(app, bob) == []
