"""Many pictures into a project: asked which, one's own projects and those that take pictures from one."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.bulk.test_act import BULK, act
from tests.scene import hang
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImageProject, ProjectMember, ProjectPicture, User


def make_project(app: Flask, owner: User, name: str, member: User | None = None, role: str = "add") -> UUID:
    with app.app_context(), writing() as session:
        made = ImageProject(owner_id=owner.id, slug=name.lower(), name=name)
        session.add(made)
        session.flush()
        if member is not None:
            session.add(ProjectMember(project_id=made.id, user_id=member.id, role=role))
        return made.id


def inside(app: Flask, project_id: UUID) -> list[UUID]:
    with app.app_context():
        places = select(ProjectPicture.image_id).where(ProjectPicture.project_id == project_id)
        return list(db.session.scalars(places.order_by(ProjectPicture.position)))


def test_it_asks_which_and_puts_them_there_once(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    project_id, _ = make_project(app, alice, "Harbours"), make_project(app, bob, "Secret")
    made = [hang(app, alice) for _ in range(2)]
    data = {"action": "project", "ids": [str(each) for each in made], "next": "/gallery/?shape=square"}
    page = as_alice.post(BULK, data=data).text
    assert "Harbours" in page
    assert "2 pictures" in page
    assert 'href="/gallery/?shape=square">Leave it' in page
    assert "Secret" not in page
    assert all(str(each) in page for each in made)
    for _ in range(2):
        assert "2 pictures in the project." in act(as_alice, "project", made, project=str(project_id))
    assert sorted(inside(app, project_id)) == sorted(made)


@pytest.mark.parametrize(("role", "is_taken"), [("view", False), ("add", True), ("manage", True)])
def test_members_add_as_their_role_says(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, role: str, is_taken: bool
) -> None:
    project_id, made = make_project(app, bob, "Shared", alice, role), hang(app, alice)
    data = {"action": "project", "ids": str(made), "project": str(project_id)}
    answer = as_alice.post(BULK, data=data)
    assert answer.status_code == (303 if is_taken else 422)
    assert inside(app, project_id) == ([made] if is_taken else [])


def test_a_project_of_others_is_refused(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    project_id, made = make_project(app, bob, "Secret"), hang(app, alice)
    for odd in (str(project_id), "nonsense"):
        answer = as_alice.post(BULK, data={"action": "project", "ids": str(made), "project": odd})
        assert answer.status_code == 422
        assert "no project yet" in answer.text
    assert inside(app, project_id) == []
