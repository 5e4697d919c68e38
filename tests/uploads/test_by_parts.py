"""A large file comes in by parts and goes on where it stood; the tus protocol, version 1.0.0."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.uploads.parts import HALF, PARTS, PICTURE, begin, begun, finish, part, sent
from tests.uploads.scene import ADDRESS, JSON, assert_agree, only_picture, pictures, send_one, stored
from webapp.database import writing
from webapp.extensions import db
from webapp.models import IncomingFile, User
from webapp.models.columns import utc_now
from webapp.uploads import incoming


def test_two_parts_make_a_picture_and_nothing_is_left_of_them(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = finish(as_alice, sent(as_alice), tags="Sea")
    assert answer.status_code == 201
    image = only_picture(app, alice)
    assert (image.title, image.width_px) == ("Été", 120)
    assert not any(key.startswith("parts/") for key in stored(app))
    assert_agree(app)


def test_after_a_break_it_says_where_to_go_on(as_alice: FlaskClient) -> None:
    place = begun(as_alice)
    part(as_alice, place, 0, PICTURE[:HALF])
    told = as_alice.head(place)
    assert (told.headers["Upload-Offset"], told.headers["Upload-Length"]) == (str(HALF), str(len(PICTURE)))
    assert told.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("offset", [0, HALF - 1, HALF + 1])
def test_a_part_out_of_place_changes_nothing_and_is_told_the_place(
    app: Flask, as_alice: FlaskClient, alice: User, offset: int
) -> None:
    place = begun(as_alice)
    part(as_alice, place, 0, PICTURE[:HALF])
    answer = part(as_alice, place, offset, PICTURE[HALF:])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, str(HALF))
    part(as_alice, place, HALF, PICTURE[HALF:])
    assert finish(as_alice, place).status_code == 201


def test_more_than_was_said_is_not_taken(as_alice: FlaskClient) -> None:
    place = begun(as_alice)
    assert part(as_alice, place, 0, PICTURE + b"more").status_code == 409
    assert as_alice.head(place).headers["Upload-Offset"] == "0"


def test_a_part_may_not_be_larger_than_a_part(as_alice: FlaskClient) -> None:
    place = begin(as_alice, 3 * incoming.PART_BYTES).location
    assert place is not None
    assert part(as_alice, place, 0, b"x" * (incoming.PART_BYTES + 1)).status_code == 413


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(app: Flask, as_alice: FlaskClient) -> None:
    answer = begin(as_alice, app.config["MAX_UPLOAD_BYTES"] + 1)
    assert answer.status_code == 413
    assert answer.json is not None
    assert "larger than 20 MB" in answer.json["error"]["message"]


@pytest.mark.parametrize("size", ["", "-1", "1e3", "9" * 20, "٣"])
def test_nonsense_in_the_headers_is_refused_in_words(as_alice: FlaskClient, size: str) -> None:
    answer = as_alice.post(PARTS, headers={"Upload-Length": size.encode().decode("latin-1"), **JSON})
    assert answer.status_code == 400
    assert answer.json is not None
    assert "Try again" in answer.json["error"]["message"]


def test_it_is_no_picture_until_all_of_it_is_here(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    place = begun(as_alice)
    part(as_alice, place, 0, PICTURE[:HALF])
    answer = finish(as_alice, place)
    assert answer.status_code == 409
    assert answer.json is not None
    assert "Send the rest" in answer.json["error"]["message"]
    assert pictures(app, alice) == []


def test_what_is_no_picture_is_refused_and_goes(app: Flask, as_alice: FlaskClient) -> None:
    answer = finish(as_alice, sent(as_alice, b"Dear all, " * 400))
    assert answer.status_code == 415
    assert stored(app) == set()


def test_the_same_picture_is_known(as_alice: FlaskClient) -> None:
    send_one(as_alice, PICTURE)
    answer = finish(as_alice, sent(as_alice))
    assert answer.json is not None
    assert answer.json["message"] == "You already have this picture."


def test_files_of_others_are_not_there(as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    place = sent(as_alice)
    assert as_bob.head(place).status_code == 404
    assert part(as_bob, place, len(PICTURE), b"x").status_code == 404
    assert finish(as_bob, place).status_code == 404


@pytest.mark.parametrize("said", [{"kind": "film"}, {"kind": ""}])
def test_another_kind_is_not_begun(as_alice: FlaskClient, said: dict[str, str]) -> None:
    assert begin(as_alice, **said).status_code == 400


def test_it_can_be_taken_back(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    places = [sent(as_alice), sent(as_alice)]
    assert as_bob.delete(places[0]).status_code == 404
    assert as_bob.post(f"{places[1]}drop/").status_code == 404
    assert as_alice.delete(places[0], headers=JSON).status_code == 204
    assert as_alice.post(f"{places[1]}drop/").location == ADDRESS
    assert [as_alice.head(place).status_code for place in places] == [404, 404]
    assert stored(app) == set()


def test_what_was_begun_and_not_finished_is_told(as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    place = begun(as_alice)
    part(as_alice, place, 0, PICTURE[:HALF])
    page = as_alice.get(ADDRESS).text
    assert "Été.png" in page
    assert f"{HALF} bytes of {len(PICTURE)} bytes arrived." in page
    assert f'action="{place}drop/"' in page
    assert "Été.png" not in as_bob.get(ADDRESS).text
    assert "Été.png" not in as_alice.get(f"{ADDRESS}zip/").text
    part(as_alice, place, HALF, PICTURE[HALF:])
    finish(as_alice, place)
    assert "Été.png" not in as_alice.get(ADDRESS).text


def test_after_a_day_what_was_never_ended_goes(app: Flask, as_alice: FlaskClient) -> None:
    old, young = sent(as_alice), sent(as_alice)
    with app.app_context():
        with writing() as session:
            first = session.scalars(select(IncomingFile.id).order_by(IncomingFile.id).limit(1)).one()
            aged = update(IncomingFile).where(IncomingFile.id == first)
            session.execute(aged.values(created_at=utc_now() - incoming.KEPT_FOR - timedelta(minutes=1)))
        assert incoming.forget_old() == 1
    assert (as_alice.head(old).status_code, as_alice.head(young).status_code) == (404, 200)
    assert len(stored(app)) == 2
    assert_agree(app)


def test_of_too_many_the_oldest_go(app: Flask, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(incoming.MOST_OPEN, incoming.PICTURE, 2)
    places = [sent(as_alice) for _ in range(3)]
    assert [as_alice.head(place).status_code for place in places] == [404, 200, 200]
    with app.app_context():
        assert len(db.session.scalars(select(IncomingFile)).all()) == 2
