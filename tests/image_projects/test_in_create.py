"""Pictures made in a project: chosen in Create, hung as they are made, with the project's theme."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.cast import QuickEngine
from tests.image_projects.scene import bring, let_in, order_of
from tests.scene import carry_out, composed, requests_in
from tests.theme_helpers.scene import bring as bring_theme
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImageProject, ProjectMember, User
from webapp.models.columns import utc_now

OFFERED = re.compile(r'<option value="([0-9a-f-]{36})"')
CHOSEN = re.compile(r'<option value="([0-9a-f-]{36})" selected')


def asked_in(app: Flask, client: FlaskClient, project_id: UUID, **values: str) -> UUID:
    """Asks for a picture in a project and returns the request's id."""
    form = composed(client, project=str(project_id), num_outputs="1", **values)
    assert client.post("/generate/", data=form).status_code == 303
    return requests_in(app)[-1].id


def test_it_hangs_at_the_end_as_it_is_made(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    project_id = bring(app, alice)
    made = [carry_out(app, asked_in(app, as_alice, project_id))[0] for _ in range(2)]
    assert order_of(app, project_id) == made
    assert CHOSEN.findall(as_alice.get("/generate/").text) == [str(project_id)]
    assert CHOSEN.findall(as_alice.get(f"/generate/?remix={made[0]}").text) == [str(project_id)]
    as_alice.post("/generate/", data=composed(as_alice, project="", num_outputs="1"))
    carry_out(app, requests_in(app)[-1].id)
    assert order_of(app, project_id) == made


@pytest.mark.parametrize(("role", "is_open"), [("view", False), ("add", True), ("manage", True), ("", False)])
def test_only_who_may_add_makes_pictures_there(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, quick: QuickEngine, role: str, is_open: bool
) -> None:
    project_id = bring(app, alice, visibility="public")
    if role:
        let_in(app, project_id, bob, role)
    page = as_bob.get(f"/generate/?project={project_id}").text
    assert (str(project_id) in OFFERED.findall(page)) == is_open
    answer = as_bob.post("/generate/", data=composed(as_bob, project=str(project_id), num_outputs="1"))
    assert answer.status_code == (303 if is_open else 422)
    assert ("You cannot add to this project any more." in answer.text) != is_open
    assert bool(requests_in(app)) == is_open


def test_who_was_let_go_meanwhile_hangs_nothing_more(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, quick: QuickEngine
) -> None:
    project_id = bring(app, alice)
    let_in(app, project_id, bob, "add")
    request_id = asked_in(app, as_bob, project_id)
    with app.app_context(), writing() as session:
        session.execute(delete(ProjectMember))
    assert len(carry_out(app, request_id)) == 1
    assert order_of(app, project_id) == []


def test_a_project_deleted_meanwhile_spoils_nothing(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    project_id = bring(app, alice)
    request_id = asked_in(app, as_alice, project_id)
    with app.app_context(), writing():
        db.session.get_one(ImageProject, project_id).deleted_at = utc_now()
    assert len(carry_out(app, request_id)) == 1
    assert order_of(app, project_id) == []
    assert CHOSEN.findall(as_alice.get("/generate/").text) == []


@pytest.mark.parametrize("typed", ["nonsense", "%00", "x" * 36])
def test_an_odd_project_in_the_address_chooses_none(as_alice: FlaskClient, typed: str) -> None:
    page = as_alice.get(f"/generate/?project={typed}")
    assert (page.status_code, CHOSEN.findall(page.text)) == (200, [])


def test_its_theme_stands_in_where_none_is_chosen(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    theme = bring_theme(app, alice, prompt="in a salt harbour", slug="salt")
    project_id = bring(app, alice, theme_helper_id=theme.id)
    page = as_alice.get(f"/generate/?project={project_id}").text
    assert "Its theme, “<bdi>Salt harbour</bdi>”" in page
    carry_out(app, asked_in(app, as_alice, project_id))
    assert quick.requests[-1].prompt == "a red boat, in a salt harbour"
    shown = as_alice.post("/generate/final/", data=composed(as_alice, project=str(project_id)))
    assert "in a salt harbour" in shown.text
    carry_out(app, asked_in(app, as_alice, project_id, theme="sunken-kingdom"))
    assert "salt" not in quick.requests[-1].prompt


def test_a_theme_its_owner_keeps_is_not_used_by_others(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, quick: QuickEngine
) -> None:
    theme = bring_theme(app, alice, prompt="in a salt harbour")
    project_id = bring(app, alice, theme_helper_id=theme.id)
    let_in(app, project_id, bob, "add")
    assert "Its theme" not in as_bob.get(f"/generate/?project={project_id}").text
    carry_out(app, asked_in(app, as_bob, project_id))
    assert quick.requests[-1].prompt == "a red boat"
