"""Admins put a shared theme first for everyone, and back."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.theme_helpers.scene import bring, builtin
from webapp.models import User

NAMES = re.compile(r'<b dir="auto">([^<]+)</b>')


def test_it_stands_first_and_goes_back(app: Flask, as_admin: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    made = bring(app, alice, name="Of Alice", visibility="shared")
    as_admin.post(f"/theme-helpers/{made.id}/feature/")
    assert NAMES.findall(as_bob.get("/theme-helpers/").text)[0] == "Of Alice"
    assert "Featured" in as_bob.get(f"/theme-helpers/{made.id}/").text
    as_admin.post(f"/theme-helpers/{made.id}/feature/")
    assert NAMES.findall(as_bob.get("/theme-helpers/").text)[-1] == "Of Alice"


def test_a_built_in_one_goes_back_to_its_place(app: Flask, as_admin: FlaskClient) -> None:
    path = f"/theme-helpers/{builtin(app, 'hill-town')}/feature/"
    before = NAMES.findall(as_admin.get("/theme-helpers/").text)
    as_admin.post(path)
    assert NAMES.findall(as_admin.get("/theme-helpers/").text)[0] == "Hill town"
    as_admin.post(path)
    assert NAMES.findall(as_admin.get("/theme-helpers/").text) == before


def test_the_button_is_for_admins_alone(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = bring(app, alice, visibility="shared")
    assert "Put first" not in as_alice.get(f"/theme-helpers/{made.id}/").text
    assert as_alice.post(f"/theme-helpers/{made.id}/feature/").status_code == 404
