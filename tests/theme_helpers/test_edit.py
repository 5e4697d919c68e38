"""Editing a theme, by its owner alone."""

import io

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.scene import fresh
from tests.theme_helpers.scene import bring, filled, make_style
from webapp.media import storage
from webapp.models import ThemeHelper, User


def exists(app: Flask, key: str) -> bool:
    with app.app_context():
        return storage().exists(key)


def test_the_form_shows_what_there_is(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice, "My hatching")
    made = bring(app, alice, tags="Salt, sea", palette=["#ffccdd"], styles=(style,), category="Tales")
    page = as_alice.get(f"/theme-helpers/{made.id}/edit/").text
    for words in ('value="Salt harbour"', 'value="#ffccdd"', 'value="My hatching"', 'value="Salt, sea"'):
        assert words in page
    assert '<option selected value="Tales">' in page


def test_what_is_saved_is_changed_and_the_preview_stays(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = bring(app, alice, tags="old")
    data = filled(name="Renamed", visibility="shared", **{"palette-0-is_on": "", "styles-0": "Oil"})
    del data["is_active"], data["palette-0-is_on"]
    assert as_alice.post(f"/theme-helpers/{made.id}/edit/", data=data).status_code == 303
    now = fresh(app, ThemeHelper, made.id)
    assert (now.name, now.visibility, now.is_active, now.palette) == ("Renamed", "shared", False, ["#223344"])
    assert (now.slug, now.preview_path) == (made.slug, made.preview_path)
    page = as_alice.get(f"/theme-helpers/{made.id}/").text
    assert ">old</a>" not in page
    assert ">Oil</span>" in page


def test_a_new_picture_takes_the_place_of_the_old(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = bring(app, alice)
    target = io.BytesIO()
    Pixels.new("RGB", (20, 20)).save(target, "PNG")
    target.seek(0)
    as_alice.post(f"/theme-helpers/{made.id}/edit/", data=filled(upload=(target, "a.png")))
    now = fresh(app, ThemeHelper, made.id)
    assert now.preview_path != made.preview_path
    assert exists(app, now.preview_path)
    assert not exists(app, made.preview_path)


def test_the_preview_can_be_taken_away(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = bring(app, alice)
    as_alice.post(f"/theme-helpers/{made.id}/edit/", data=filled(picture="none"))
    assert fresh(app, ThemeHelper, made.id).preview_path == ""
    assert not exists(app, made.preview_path)
    assert as_alice.get(f"/theme-helpers/{made.id}/preview.webp").status_code == 404


def test_a_form_that_did_not_go_through_changes_nothing(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = bring(app, alice)
    answer = as_alice.post(f"/theme-helpers/{made.id}/edit/", data=filled(name=""))
    assert (answer.status_code, "Give this world a name." in answer.text) == (422, True)
    assert fresh(app, ThemeHelper, made.id).name == made.name


def test_nobody_else_can(app: Flask, as_bob: FlaskClient, as_admin: FlaskClient, alice: User) -> None:
    made = bring(app, alice, visibility="shared")
    for client in (as_bob, as_admin):
        assert client.post(f"/theme-helpers/{made.id}/edit/", data=filled(name="Taken")).status_code == 403
    assert fresh(app, ThemeHelper, made.id).name == made.name
