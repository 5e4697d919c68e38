"""The trash: what was deleted can come back for thirty days, or go for good at once."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.gallery.test_index import cards
from tests.scene import PART, hang
from webapp.extensions import db
from webapp.models import Image, User
from webapp.user_images import service

LYING = re.compile(r'name="ids" value="([0-9a-f-]{36})"')
MORE = re.compile(r'href="([^"]+before=[^"]+)"')


def days_ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def test_it_shows_what_i_deleted_and_how_long_it_stays(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    hang(app, alice, title="Fresh", deleted_at=days_ago(0.1))
    hang(app, alice, title="Going", deleted_at=days_ago(29.5))
    hang(app, alice, title="Gone", deleted_at=days_ago(31))
    hang(app, alice, title="Kept")
    hang(app, alice, title="Probe", deleted_at=days_ago(1), generation_type="probe")
    hang(app, bob, title="Theirs", deleted_at=days_ago(1))
    page = as_alice.get("/user-images/trash/").text
    assert [words for words in ("Fresh", "30 days left", "Going", "1 day left") if words not in page] == []
    assert not [word for word in ("Gone", "Kept", "Probe", "Theirs") if f">{word}<" in page]


def test_the_last_thrown_away_comes_first_page_by_page(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PAGE_SIZE", 2)
    together = days_ago(3)
    thrown = [together, days_ago(1), days_ago(2), together, together, days_ago(0.1)]
    ids = [hang(app, alice, deleted_at=moment) for moment in thrown]
    wanted = [str(ids[number]) for number in (5, 1, 2, 4, 3, 0)]
    assert walked(as_alice) == wanted
    as_alice.post(f"/user-images/trash/{ids[2]}/restore/")
    as_alice.post(f"/images/{ids[2]}/delete/")
    assert walked(as_alice) == [str(ids[2]), *(each for each in wanted if each != str(ids[2]))]


def walked(client: FlaskClient) -> list[str]:
    """Returns the ids in the trash, in its order, through all of its pages."""
    found: list[str] = []
    path: str | None = "/user-images/trash/"
    while path:
        page = client.get(path, headers=PART if found else None).text
        found += LYING.findall(page)
        more = MORE.search(page)
        path = more[1] if more else None
    return found


@pytest.mark.parametrize(
    "before", ["x", str(UUID(int=7)), f"1.{'g' * 36}", f"{'9' * 17}.{UUID(int=7)}x", f"-1.{UUID(int=7)}"]
)
def test_an_odd_place_in_the_address_is_nothing_here(as_alice: FlaskClient, before: str) -> None:
    assert as_alice.get(f"/user-images/trash/?before={before}").status_code == 404


def test_a_restored_picture_is_back_on_the_wall(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    image_id = hang(app, alice, deleted_at=days_ago(1))
    as_alice.post(f"/user-images/trash/{image_id}/restore/")
    assert cards(as_alice.get("/user-images/").text) == [str(image_id)]
    assert "The trash is empty" in as_alice.get("/user-images/trash/").text


def test_what_is_over_does_not_come_back(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    image_id = hang(app, alice, deleted_at=days_ago(31))
    assert as_alice.post(f"/user-images/trash/{image_id}/restore/").status_code == 404


def test_its_picture_is_seen_by_the_owner_alone(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    image_id = hang(app, alice, deleted_at=days_ago(1))
    with as_alice.get(f"/user-images/trash/{image_id}.webp") as answer:
        assert answer.mimetype == "image/webp"
    assert as_bob.get(f"/user-images/trash/{image_id}.webp").status_code == 404
    kept = hang(app, alice)
    assert as_alice.get(f"/user-images/trash/{kept}.webp").status_code == 404


def test_emptying_takes_my_deleted_ones_alone(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    kept = {hang(app, alice), hang(app, bob, deleted_at=days_ago(1))}
    hang(app, alice, deleted_at=days_ago(1))
    assert "gone for good" in as_alice.get("/user-images/trash/empty/").text
    as_alice.post("/user-images/trash/empty/")
    with app.app_context():
        assert set(db.session.scalars(select(Image.id))) == kept


def test_those_chosen_go_for_good_after_a_question(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    going, staying = (hang(app, alice, deleted_at=days_ago(1)) for _ in range(2))
    kept, theirs = hang(app, alice), hang(app, bob, deleted_at=days_ago(1))
    ids = [str(each) for each in (going, kept, theirs)]
    asked = as_alice.post("/user-images/trash/delete/", data={"ids": [ids[0], "nonsense"]}).text
    assert "Delete this picture for good?" in asked
    assert everything(app) == {going, staying, kept, theirs}
    answer = as_alice.post("/user-images/trash/delete/", data={"ids": ids, "sure": "1"})
    assert "1 picture gone for good." in as_alice.get(answer.location).text
    assert everything(app) == {staying, kept, theirs}


def everything(app: Flask) -> set[UUID]:
    with app.app_context():
        return set(db.session.scalars(select(Image.id)))
