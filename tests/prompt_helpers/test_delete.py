"""A deleted style is gone from every page; while pictures name it, its name is kept for them."""

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.prompt_helpers.scene import make_style, use, versions_of
from tests.scene import fresh
from webapp.extensions import db
from webapp.models import PromptHelper, User


def test_one_that_no_picture_names_goes_for_good(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    answer = as_alice.post(f"/prompt-helpers/{style.id}/delete/", follow_redirects=True)
    assert "“Chalk” is deleted." in answer.text
    with app.app_context():
        assert db.session.get(PromptHelper, style.id) is None
    assert versions_of(app, style.id) == []


def test_one_that_pictures_name_is_kept_for_them_alone(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    style = make_style(app, alice, visibility="shared")
    made = use(app, as_alice, style)
    as_alice.post(f"/prompt-helpers/{style.id}/delete/")
    assert fresh(app, PromptHelper, style.id).deleted_at is not None
    for path in ("", "edit/", "versions/", "versions/1/", "pictures/"):
        assert as_alice.get(f"/prompt-helpers/{style.id}/{path}").status_code == 404
    assert "Chalk" not in as_alice.get("/prompt-helpers/").text
    page = as_alice.get(f"/images/{made}/").text
    assert "Chalk · made with v1" in page
    assert f"/prompt-helpers/{style.id}/" not in page


def test_a_fork_outlives_its_parent(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    fork = make_style(app, alice, name="Fork", parent_id=style.id)
    as_alice.post(f"/prompt-helpers/{style.id}/delete/")
    assert as_alice.get(f"/prompt-helpers/{fork.id}/").status_code == 200


def test_only_its_owner_deletes_it(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    style = make_style(app, alice, visibility="shared")
    assert as_bob.post(f"/prompt-helpers/{style.id}/delete/").status_code == 403
    assert fresh(app, PromptHelper, style.id).deleted_at is None
