"""People in a project: let in by name, given more or less to do, let go, gone by themselves."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.image_projects.scene import bring, hang_in, let_in, members_of, order_of
from webapp.database import writing
from webapp.extensions import db
from webapp.models import User


def test_somebody_is_let_in_by_name(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User
) -> None:
    project_id = bring(app, alice)
    path = f"/image-projects/{project_id}/members/"
    assert as_bob.get(f"/image-projects/{project_id}/").status_code == 404
    assert as_alice.post(path, data={"name": " bOB ", "role": "view"}).status_code == 303
    assert members_of(app, project_id) == {bob.id: "view"}
    assert as_bob.get(f"/image-projects/{project_id}/").status_code == 200
    assert "Harbour walk" in as_bob.get("/image-projects/?whose=joined").text
    assert "Harbour walk" not in as_bob.get("/image-projects/").text
    as_alice.post(f"{path}{bob.id}/", data={"role": "manage"})
    assert members_of(app, project_id) == {bob.id: "manage"}


@pytest.mark.parametrize("name", ["Nobody", "", "Alice", "Bob"])
def test_nobody_else_is(app: Flask, as_alice: FlaskClient, alice: User, bob: User, name: str) -> None:
    with app.app_context(), writing():
        db.session.get_one(User, bob.id).is_disabled = True
    project_id = bring(app, alice)
    answer = as_alice.post(f"/image-projects/{project_id}/members/", data={"name": name, "role": "add"})
    assert answer.status_code == 422
    assert f'value="{name}"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert members_of(app, project_id) == {}


@pytest.mark.parametrize("role", ["own", "", "admin"])
def test_there_are_three_roles(app: Flask, as_alice: FlaskClient, alice: User, bob: User, role: str) -> None:
    project_id = bring(app, alice)
    path = f"/image-projects/{project_id}/members/"
    assert as_alice.post(path, data={"name": "Bob", "role": role}).status_code == 422
    let_in(app, project_id, bob, "view")
    assert as_alice.post(f"{path}{bob.id}/", data={"role": role}).status_code == 404
    assert members_of(app, project_id) == {bob.id: "view"}


@pytest.mark.parametrize("way", ["leave", "remove"])
def test_who_goes_takes_their_pictures_along(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User, way: str
) -> None:
    project_id = bring(app, alice)
    let_in(app, project_id, bob, "add")
    mine, _ = hang_in(app, project_id, alice), hang_in(app, project_id, bob)
    path = f"/image-projects/{project_id}/members/"
    answer = as_bob.post(f"{path}leave/") if way == "leave" else as_alice.post(f"{path}{bob.id}/remove/")
    assert answer.status_code == 303
    assert members_of(app, project_id) == {}
    assert order_of(app, project_id) == [mine]
    assert as_bob.get(f"/image-projects/{project_id}/").status_code == 404


def test_who_may_only_add_lets_nobody_in_or_go(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, charlie: User
) -> None:
    project_id = bring(app, alice)
    let_in(app, project_id, bob, "add")
    let_in(app, project_id, charlie, "add")
    path = f"/image-projects/{project_id}/members/"
    assert as_bob.post(path, data={"name": "Charlie", "role": "manage"}).status_code == 403
    assert as_bob.post(f"{path}{bob.id}/", data={"role": "manage"}).status_code == 403
    assert as_bob.post(f"{path}{charlie.id}/remove/").status_code == 403
    assert members_of(app, project_id) == {bob.id: "add", charlie.id: "add"}
