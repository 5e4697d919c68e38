"""A fork is a private copy that knows where it comes from, and is known there as far as one may see it."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.prompt_helpers.scene import make_style, reword, versions_of
from webapp.extensions import db
from webapp.models import PromptHelper, User


def forks_of(app: Flask, style: PromptHelper) -> list[PromptHelper]:
    with app.app_context():
        made = select(PromptHelper).where(PromptHelper.parent_id == style.id)
        return list(db.session.scalars(made.order_by(PromptHelper.id)))


def test_it_takes_everything_over_and_is_private(
    app: Flask, as_bob: FlaskClient, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    style = make_style(app, alice, visibility="shared", category="Drawing", recipe={"steps": 12}, voice_style="calm")
    answer = as_bob.post(f"/prompt-helpers/{style.id}/fork/")
    (fork,) = forks_of(app, style)
    assert answer.location == f"/prompt-helpers/{fork.id}/edit/"
    assert (fork.owner_id, fork.visibility, fork.name) == (bob.id, "private", "Chalk")
    assert (fork.category, fork.recipe, fork.voice_style) == ("Drawing", {"steps": 12}, "calm")
    assert fork.slug != style.slug
    (version,) = versions_of(app, fork.id)
    assert (version.prompt, version.notes) == ("soft chalk, rain", "Forked from Chalk, v1")
    assert as_alice.get(f"/prompt-helpers/{fork.id}/").status_code == 404


def test_parent_and_fork_name_each_other(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    as_alice.post(f"/prompt-helpers/{style.id}/fork/")
    (fork,) = forks_of(app, style)
    assert fork.name == "Chalk (copy)"
    assert f'/prompt-helpers/{fork.id}/"' in as_alice.get(f"/prompt-helpers/{style.id}/").text
    assert f'/prompt-helpers/{style.id}/"' in as_alice.get(f"/prompt-helpers/{fork.id}/").text


def test_what_one_may_not_see_is_not_named(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User
) -> None:
    style = make_style(app, alice, name="Hidden chalk")
    fork = make_style(app, bob, name="Secret fork", parent_id=style.id)
    above = as_alice.get(f"/prompt-helpers/{style.id}/").text
    below = as_bob.get(f"/prompt-helpers/{fork.id}/").text
    assert "Secret fork" not in above
    assert "Hidden chalk" not in below
    assert "not shared with you" in below


def test_an_earlier_version_can_be_forked(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    reword(app, style, alice, "thick chalk")
    as_alice.post(f"/prompt-helpers/{style.id}/fork/", data={"number": "1"})
    assert [version.prompt for version in versions_of(app, forks_of(app, style)[0].id)] == ["soft chalk, rain"]
    for number in ("9", "-1", "99999999999999999999"):
        assert as_alice.post(f"/prompt-helpers/{style.id}/fork/", data={"number": number}).status_code == 404


def test_a_built_in_one_is_forked_and_never_edited(app: Flask, as_alice: FlaskClient) -> None:
    with app.app_context():
        built_in = db.session.scalars(select(PromptHelper).where(PromptHelper.is_builtin).limit(1)).one()
    assert as_alice.get(f"/prompt-helpers/{built_in.id}/").status_code == 200
    assert as_alice.get(f"/prompt-helpers/{built_in.id}/edit/").status_code == 403
    as_alice.post(f"/prompt-helpers/{built_in.id}/fork/")
    assert [fork.name for fork in forks_of(app, built_in)] == [built_in.name]
