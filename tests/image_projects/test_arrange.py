"""The order made by hand: moved by a step, to an end, or before another picture; the cover; taken down."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.image_projects.scene import bring, hang_in, let_in, order_of
from tests.scene import PART, hang
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ProjectPicture, User
from webapp.models.columns import utc_now
from webapp.project_places import move


@pytest.fixture
def hung(app: Flask, alice: User) -> tuple[UUID, list[UUID]]:
    """A project of Alice with four pictures in it."""
    project_id = bring(app, alice)
    return project_id, [hang_in(app, project_id, alice) for _ in range(4)]


@pytest.mark.parametrize(
    ("which", "to", "before", "wanted"),
    [
        (2, "first", None, "2013"),
        (0, "first", None, "0123"),
        (2, "earlier", None, "0213"),
        (1, "earlier", None, "1023"),
        (0, "earlier", None, "0123"),
        (1, "later", None, "0213"),
        (3, "later", None, "0123"),
        (0, "last", None, "1230"),
        (3, "before", 1, "0312"),
        (0, "before", 3, "1203"),
        (0, "before", 0, "0123"),
    ],
)
def test_moves(
    app: Flask,
    as_alice: FlaskClient,
    hung: tuple[UUID, list[UUID]],
    which: int,
    to: str,
    before: int | None,
    wanted: str,
) -> None:
    project_id, ids = hung
    form = {"to": to} | ({"before": str(ids[before])} if before is not None else {})
    answer = as_alice.post(f"/image-projects/{project_id}/pictures/{ids[which]}/move/", data=form)
    assert answer.location == f"/image-projects/{project_id}/"
    assert order_of(app, project_id) == [ids[int(each)] for each in wanted]
    page = as_alice.get(answer.location).text
    assert sorted(ids, key=lambda each: page.index(f'id="p-{each}"')) == order_of(app, project_id)


def test_a_picture_in_the_trash_is_not_stepped_over(
    app: Flask, as_alice: FlaskClient, hung: tuple[UUID, list[UUID]]
) -> None:
    project_id, ids = hung
    with app.app_context(), writing():
        db.session.get_one(Image, ids[1]).deleted_at = utc_now()
    as_alice.post(f"/image-projects/{project_id}/pictures/{ids[2]}/move/", data={"to": "earlier"})
    assert [each for each in order_of(app, project_id) if each != ids[1]] == [ids[2], ids[0], ids[3]]


def test_there_is_always_room_between_two(context: Flask, alice: User) -> None:
    project_id = bring(context, alice)
    ids = [hang_in(context, project_id, alice) for _ in range(3)]
    for turn in range(30):
        with writing() as session:
            move(session, project_id, ids[turn % 2 + 1], "before", ids[2 - turn % 2])
        order = order_of(context, project_id)
        assert order[0] == ids[0]
        assert order[1] == ids[turn % 2 + 1]


def test_nonsense_and_strangers_change_nothing(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, bob: User, hung: tuple[UUID, list[UUID]]
) -> None:
    project_id, ids = hung
    path = f"/image-projects/{project_id}/pictures/{ids[2]}/move/"
    assert as_alice.post(path, data={"to": "sideways"}).status_code == 404
    assert as_alice.post(path, data={"to": "before", "before": "x"}).status_code == 404
    assert as_alice.post(path, data={"to": "before", "before": str(uuid4())}).status_code == 303
    assert as_alice.post(path.replace(str(ids[2]), str(uuid4())), data={"to": "first"}).status_code == 404
    let_in(app, project_id, bob, "add")
    assert as_bob.post(path, data={"to": "first"}).status_code == 403
    let_in(app, project_id, bob, "manage")
    assert as_bob.post(path, data={"to": "first"}, headers=PART).status_code == 204
    assert order_of(app, project_id)[0] == ids[2]


def covers(app: Flask, project_id: UUID) -> list[UUID]:
    with app.app_context():
        chosen = db.select(ProjectPicture.image_id).where(
            ProjectPicture.project_id == project_id, ProjectPicture.is_cover
        )
        return list(db.session.scalars(chosen))


def test_one_is_the_cover(app: Flask, as_alice: FlaskClient, alice: User, hung: tuple[UUID, list[UUID]]) -> None:
    project_id, ids = hung
    assert f"/files/{ids[0]}/small.webp" in as_alice.get("/image-projects/").text
    for chosen in (ids[2], ids[1]):
        as_alice.post(f"/image-projects/{project_id}/pictures/{chosen}/cover/")
        assert covers(app, project_id) == [chosen]
        assert f"/files/{chosen}/small.webp" in as_alice.get("/image-projects/").text
    assert as_alice.post(f"/image-projects/{project_id}/pictures/{hang(app, alice)}/cover/").status_code == 404


def test_who_may_take_a_picture_down(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, bob: User, hung: tuple[UUID, list[UUID]]
) -> None:
    project_id, ids = hung
    let_in(app, project_id, bob, "add")
    of_bob = [hang_in(app, project_id, bob) for _ in range(2)]
    assert as_bob.post(f"/image-projects/{project_id}/pictures/{ids[0]}/remove/").status_code == 403
    assert as_bob.post(f"/image-projects/{project_id}/pictures/{of_bob[0]}/remove/").status_code == 303
    assert as_alice.post(f"/image-projects/{project_id}/pictures/{of_bob[1]}/remove/").status_code == 303
    assert order_of(app, project_id) == ids
