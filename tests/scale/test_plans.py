"""Every list of pictures reads what it shows and nothing more, however many pictures there are."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.cast import sign_in
from tests.scale.conftest import PICTURES, nth_owner
from tests.scale.statements import listening, plan
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, User

WALLS = [("/gallery/", "ix_image_public", 10), ("/user-images/", "ix_image_owner", 10)]
WALLS += [("/user-images/?favorites=1", "ix_image_favorite", 0), ("/tags/boat/", "ix_image_tag_newest", 10)]
NEEDLESS = re.compile(r"SCAN image\b|TEMP B-TREE|Seq Scan on image\b|Sort|Bitmap Heap Scan on image\b", re.IGNORECASE)


def without_values(how: str) -> str:
    return re.sub(r"'[^']*'", "?", how)


def wall_query(app: Flask, client: FlaskClient, path: str) -> tuple[str, Any]:
    with listening(app) as heard:
        answer = client.get(path)
    assert answer.status_code == 200
    (query,) = heard.of_pictures()
    return query


@pytest.mark.parametrize(("path", "index", "rank"), WALLS)
def test_a_wall_is_read_from_its_index_in_order(filled: Flask, path: str, index: str, rank: int) -> None:
    with filled.app_context():
        owner = nth_owner(rank)
    query = wall_query(filled, sign_in(filled.test_client(), owner), path)
    with filled.app_context():
        how = plan(*query)
    assert index in how
    assert not NEEDLESS.search(how), how


def test_a_deep_page_is_read_as_the_first_one_is(filled: Flask, as_owner: FlaskClient) -> None:
    with filled.app_context():
        middle = db.session.scalars(select(Image.id).order_by(Image.id)).all()[PICTURES // 2]
    first = wall_query(filled, as_owner, "/gallery/")
    deep = wall_query(filled, as_owner, f"/gallery/?before={middle}")
    assert first[0] == deep[0]
    assert first[1] != deep[1]
    with filled.app_context():
        assert without_values(plan(*first)) == without_values(plan(*deep))


def test_a_deep_page_leaves_newer_rows_of_other_tables_alone(
    filled: Flask, as_owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL does not conclude from where pictures start where their tags do."""
    led, _ = wall_query(filled, as_owner, "/gallery/?tag=boat&tag=hill")
    assert {"image_tag.image_id", "image_tag_1.image_id", "image.id"} <= bound_in(led)
    monkeypatch.setattr("webapp.walls.RARE", 10)
    mine, _ = wall_query(filled, as_owner, "/user-images/?tag=boat&month=2026-03")
    assert {"image_tag_1.image_id", "image.id"} == bound_in(mine) == bound_in(mine, ">=")


def test_a_rare_tag_leads_on_my_wall(filled: Flask, as_owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a person with many pictures would wait until each of them was looked at."""
    monkeypatch.setattr("webapp.walls.RARE", PICTURES)
    query = wall_query(filled, as_owner, "/user-images/?tag=boat")
    assert "JOIN image_tag" in query[0]
    with filled.app_context():
        assert not NEEDLESS.search(plan(*query))


def bound_in(text: str, by: str = "<") -> set[str]:
    return set(re.findall(rf"([\w.]+) {by} ", text))


def test_a_picture_page_finds_its_neighbours_by_index(filled: Flask, as_owner: FlaskClient) -> None:
    page = as_owner.get("/gallery/").text
    path = re.findall(r'href="(/images/[^"/]+/)"', page)[20]
    with listening(filled) as heard:
        assert as_owner.get(path).status_code == 200
    with filled.app_context():
        for query in heard.of_pictures():
            how = plan(*query)
            # What was made from a picture is found by index and is little: that may be sorted.
            assert "ix_image_parent_id" in how or not NEEDLESS.search(how), f"{query[0]}\n{how}"


def test_the_few_without_alt_text_are_found_among_the_many(filled: Flask, as_owner: FlaskClient, owner: User) -> None:
    with filled.app_context():
        ids = db.session.scalars(select(Image.id).where(Image.owner_id == owner.id)).all()
        with writing() as session:
            session.execute(update(Image).where(Image.id.not_in(ids[::20])).values(alt_status="approved"))
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE image")
    query = wall_query(filled, as_owner, "/user-images/without-alt/")
    with filled.app_context():
        how = plan(*query)
    assert "ix_image_undescribed" in how
    assert not NEEDLESS.search(how), how


def test_the_studio_page_finds_what_is_mine_by_index(filled: Flask, as_owner: FlaskClient) -> None:
    with listening(filled) as heard:
        assert as_owner.get("/generate/").status_code == 200
    with filled.app_context():
        for query in heard.of_pictures():
            how = plan(*query)
            assert not NEEDLESS.search(how), f"{query[0]}\n{how}"
