"""A remix is a private copy with all that belongs to it."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import fresh
from tests.theme_helpers.scene import bring, builtin, make_style, themes_of
from webapp.extensions import db
from webapp.media import storage
from webapp.models import ThemeHelper, User


def styles_of(app: Flask, theme: ThemeHelper) -> list[str]:
    with app.app_context():
        return [style.name for style in db.session.get_one(ThemeHelper, theme.id).styles]


def test_a_built_in_one_becomes_mine(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    source = fresh(app, ThemeHelper, builtin(app, "northern-coast"))
    answer = as_alice.post(f"/theme-helpers/{source.id}/remix/")
    (made,) = themes_of(app, alice)
    assert answer.location == f"/theme-helpers/{made.id}/edit/"
    for name in ("name", "description", "category", "prompt", "negative_prompt", "palette"):
        assert getattr(made, name) == getattr(source, name)
    assert (made.visibility, made.is_builtin, made.parent_id) == ("private", False, source.id)
    assert styles_of(app, made) == styles_of(app, source) != []
    with app.app_context():
        assert storage().exists(made.preview_path)
    page = as_alice.get(f"/theme-helpers/{made.id}/").text
    assert "Remixed from" in page
    assert ">weather</a>" in page


def test_styles_that_are_hidden_from_me_do_not_come_along(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User
) -> None:
    hidden, shared = make_style(app, alice, "Hidden"), make_style(app, alice, "Open", visibility="shared")
    source = bring(app, alice, visibility="shared", styles=(hidden, shared))
    as_bob.post(f"/theme-helpers/{source.id}/remix/")
    (made,) = themes_of(app, bob)
    assert styles_of(app, made) == ["Open"]


def test_a_source_that_was_hidden_since_is_not_named(app: Flask, as_bob: FlaskClient, alice: User, bob: User) -> None:
    hidden = bring(app, alice, name="Now private")
    made = bring(app, bob, parent_id=hidden.id)
    assert "Remixed from" not in as_bob.get(f"/theme-helpers/{made.id}/").text


def test_a_private_one_of_others_cannot_be_remixed(app: Flask, as_bob: FlaskClient, alice: User, bob: User) -> None:
    made = bring(app, alice)
    assert as_bob.post(f"/theme-helpers/{made.id}/remix/").status_code == 404
    assert themes_of(app, bob) == []
