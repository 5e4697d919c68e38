"""A deleted theme leaves every list; what was made with it still knows its name."""

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, fresh
from tests.theme_helpers.scene import bring, themes_of
from webapp.database import writing
from webapp.media import storage
from webapp.models import ImageRequest, ThemeHelper, User


def test_one_that_was_never_used_goes_altogether(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = bring(app, alice, tags="salt")
    assert "Delete this theme?" in as_alice.get(f"/theme-helpers/{made.id}/delete/").text
    assert as_alice.post(f"/theme-helpers/{made.id}/delete/").location == "/theme-helpers/?whose=mine"
    assert themes_of(app, alice) == []
    with app.app_context():
        assert not storage().exists(made.preview_path)


def test_one_that_was_used_is_kept_out_of_sight(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    made = bring(app, alice, visibility="shared")
    request_id = ask(app, alice)
    with app.app_context(), writing() as session:
        session.get_one(ImageRequest, request_id).theme_helper_id = made.id
    as_alice.post(f"/theme-helpers/{made.id}/delete/")
    kept = fresh(app, ThemeHelper, made.id)
    assert kept.deleted_at is not None
    assert fresh(app, ImageRequest, request_id).theme_helper_id == made.id
    assert as_alice.get(f"/theme-helpers/{made.id}/").status_code == 404
    assert made.name not in as_alice.get("/theme-helpers/?whose=mine").text


def test_others_cannot(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    made = bring(app, alice, visibility="shared")
    assert as_bob.post(f"/theme-helpers/{made.id}/delete/").status_code == 403
    assert fresh(app, ThemeHelper, made.id).deleted_at is None
