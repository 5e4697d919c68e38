"""How often a page asks the database, and what it must never ask."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.cast import QuickEngine
from tests.scale.statements import listening
from webapp.extensions import db
from webapp.models import Image, ImageRequest, User
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, submit

PART = {"HX-Request": "true"}
COUNTS = re.compile(r"count\(\s*\*\s*\)", re.IGNORECASE)
SKIPS = re.compile(r"\bOFFSET\b", re.IGNORECASE)
PLACES = re.compile(r"(\bOFFSET\s+)?\?", re.IGNORECASE)


@pytest.fixture
def request_id(filled: Flask, owner: User, quick: QuickEngine) -> str:
    """A request of the owner that is done, beside one that waits."""
    with filled.app_context():
        person = db.session.get_one(User, owner.id)
        wish = Wish("a red boat", 64, 64, "quick", num_outputs=2)
        made = submit(person, wish, "key-made")
        run(made.id)
        submit(person, wish, "key-waits")
        return str(made.id)


def is_costly(text: str, values: Any) -> bool:
    """Counting and skipping read all that is counted or skipped. For SQLite every limit is written with OFFSET 0."""
    return bool(COUNTS.search(text)) or skips(text, values)


def skips(text: str, values: Any) -> bool:
    """Tells whether any OFFSET of a statement is more than none."""
    if not isinstance(values, tuple):
        return bool(SKIPS.search(text))
    places = PLACES.finditer(text)
    return any(place[1] and value != 0 for place, value in zip(places, values, strict=True))


def count(app: Flask, client: FlaskClient, path: str, headers: dict[str, str] | None = None) -> int:
    client.get("/gallery/")  # what is asked once a process is not what a page costs
    with listening(app) as heard, client.get(path, headers=headers) as answer:
        assert answer.status_code == 200, answer.status
    assert not [text for text, values in heard.asked if is_costly(text, values)]
    return len(heard.texts)


@pytest.mark.parametrize(
    ("path", "headers", "most"),
    [
        ("/gallery/", None, 3),
        ("/user-images/", None, 3),
        ("/user-images/?favorites=1", None, 3),
        ("/user-images/without-alt/", None, 3),
        ("/gallery/", PART, 2),
        ("/user-images/", PART, 2),
        ("/generate/", None, 12),
        ("/generate/estimate/?num_outputs=2", PART, 3),
        ("/profile/", None, 4),
        ("/prompt-helpers/blocks/", None, 3),
        ("/prompt-helpers/wildcards/", None, 3),
        ("/prompt-helpers/wildcards/names/", PART, 3),
    ],
)
def test_a_page_asks_little(
    filled: Flask, as_owner: FlaskClient, path: str, headers: dict[str, str] | None, most: int
) -> None:
    assert count(filled, as_owner, path, headers) <= most


def test_a_guest_sees_the_gallery_for_one_query(filled: Flask) -> None:
    assert count(filled, filled.test_client(), "/gallery/") == 1


def test_a_request_costs_a_few_queries_in_every_form(filled: Flask, as_owner: FlaskClient, request_id: str) -> None:
    path = f"/status/{request_id}/"
    assert count(filled, as_owner, path) <= 4
    assert count(filled, as_owner, path, PART) <= 3
    assert count(filled, as_owner, path, {"Accept": "application/json"}) <= 4
    assert count(filled, as_owner, f"/status/?ids={request_id}:0", PART) <= 4


def test_an_unchanged_request_costs_two_queries(filled: Flask, as_owner: FlaskClient, request_id: str) -> None:
    path = f"/status/{request_id}/"
    known = as_owner.get(path, headers=PART).headers["ETag"]
    with listening(filled) as heard:
        answer = as_owner.get(path, headers={**PART, "If-None-Match": known})
    assert answer.status_code == 304
    assert len(heard.texts) <= 2


def test_one_poll_for_many_requests_costs_as_much_as_for_one(
    filled: Flask, as_owner: FlaskClient, owner: User, quick: QuickEngine
) -> None:
    with filled.app_context():
        person = db.session.get_one(User, owner.id)
        ids = [str(submit(person, Wish("a boat", 64, 64, "quick"), f"key-{n:08}").id) for n in range(12)]
    one = count(filled, as_owner, f"/status/?ids={ids[0]}:0", PART)
    many = count(filled, as_owner, "/status/?ids=" + ",".join(f"{each}:0" for each in ids), PART)
    assert many == one


def test_a_picture_page_asks_a_bounded_number(filled: Flask, as_owner: FlaskClient, request_id: str) -> None:
    with filled.app_context():
        wanted = select(Image.id).join(ImageRequest, ImageRequest.id == Image.request_id)
        image_id = db.session.scalars(wanted).first()
    assert count(filled, as_owner, f"/images/{image_id}/") <= 13


def test_a_file_costs_two_queries(filled: Flask, as_owner: FlaskClient, request_id: str) -> None:
    with filled.app_context():
        image_id = db.session.scalars(select(Image.id).where(Image.request_id.is_not(None))).first()
    assert count(filled, as_owner, f"/files/{image_id}/small.webp") <= 2
