"""Hanging pictures one has: one's own, each once, all or none."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.image_projects.scene import bring, let_in, order_of
from tests.scene import hang
from webapp.models import User
from webapp.models.columns import utc_now


def test_own_pictures_hang_at_the_end_once(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    first, second = hang(app, alice), hang(app, alice)
    project_id = bring(app, alice)
    path = f"/image-projects/{project_id}/pictures/"
    page = as_alice.get(path).text
    assert str(first) in page
    assert "Who sees the project sees what you hang in it" in page
    as_alice.post(path, data={"image": [str(second)]})
    answer = as_alice.post(path, data={"image": [str(second), str(first), str(first)]})
    assert answer.location == f"/image-projects/{project_id}/"
    assert order_of(app, project_id) == [second, first]


@pytest.mark.parametrize("other", ["of Alice", "public", "in the trash", "absent", "nonsense"])
def test_one_that_is_not_ones_own_spoils_all(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, other: str
) -> None:
    others = {
        "of Alice": lambda: hang(app, alice),
        "public": lambda: hang(app, alice, visibility="public", allows_remix=True),
        "in the trash": lambda: hang(app, bob, deleted_at=utc_now()),
        "absent": uuid4,
        "nonsense": lambda: "x",
    }
    project_id = bring(app, bob)
    form = {"image": [str(hang(app, bob)), str(others[other]())]}
    assert as_bob.post(f"/image-projects/{project_id}/pictures/", data=form).status_code == 404
    assert order_of(app, project_id) == []


@pytest.mark.parametrize(("role", "status"), [("view", 403), ("add", 303), ("manage", 303)])
def test_members_hang_their_own_as_far_as_they_may(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, role: str, status: int
) -> None:
    project_id = bring(app, alice)
    let_in(app, project_id, bob, role)
    image_id = hang(app, bob)
    answer = as_bob.post(f"/image-projects/{project_id}/pictures/", data={"image": [str(image_id)]})
    assert answer.status_code == status
    assert (order_of(app, project_id) == [image_id]) == (status == 303)
