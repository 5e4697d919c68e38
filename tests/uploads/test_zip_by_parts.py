"""A large ZIP comes in by parts, as pictures do, and then becomes the same import."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.test import TestResponse

from tests.pictures_in.corpus import png
from tests.uploads import parts
from tests.uploads.parts import PICTURE, begin, part
from tests.uploads.scene import ADDRESS as PICTURES
from tests.uploads.scene import assert_agree, pictures, stored
from tests.uploads.zips import ADDRESS, bring_in, job_of, send, zipped
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImportJob, IncomingFile, User
from webapp.uploads import incoming, jobs
from webapp.uploads.zips import MAX_ZIP_BYTES

TWO = zipped(("a/Harbour.png", png(40, 40)), ("letter.txt", b"Dear all"), ("b.png", png(50, 50)))


def sent(client: FlaskClient, data: bytes = TWO) -> str:
    return parts.sent(client, data, name="Holiday.zip", kind="zip")


def words(answer: TestResponse) -> str:
    assert answer.json is not None
    return str(answer.json["error"]["message"])


def test_its_parts_become_the_same_import(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = parts.finish(as_alice, sent(as_alice), ADDRESS, purpose="training", tags="Sea")
    job = job_of(app)
    assert answer.status_code == 201
    assert answer.json == {"message": "It is here. Its pictures come in now.", "url": f"{ADDRESS}{job.id}/"}
    assert (job.title, job.entry_count) == ("Holiday.zip", 3)
    assert stored(app) == {job.file_path}
    bring_in(app)
    assert [(image.title, image.purpose) for image in pictures(app, alice)] == [
        ("Harbour", "training"),
        ("b", "training"),
    ]
    assert "letter.txt" in as_alice.get(f"{ADDRESS}{job.id}/").text
    assert_agree(app)


def test_it_has_a_limit_of_its_own(app: Flask, as_alice: FlaskClient) -> None:
    assert begin(as_alice, app.config["MAX_UPLOAD_BYTES"] + 1, kind="zip").status_code == 201
    answer = begin(as_alice, MAX_ZIP_BYTES + 1, kind="zip")
    assert answer.status_code == 413
    assert "larger than 500 MB" in words(answer)


def test_what_is_begun_as_one_kind_does_not_end_as_another(as_alice: FlaskClient) -> None:
    assert parts.finish(as_alice, sent(as_alice), PICTURES).status_code == 404
    assert parts.finish(as_alice, parts.sent(as_alice), ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [(PICTURE, "This is not a ZIP"), (TWO[:-30], "This is not a ZIP"), (zipped(), "There is no file in this ZIP.")],
    ids=["picture", "cut", "empty"],
)
def test_what_is_no_zip_is_refused_and_goes(app: Flask, as_alice: FlaskClient, data: bytes, said: str) -> None:
    answer = parts.finish(as_alice, sent(as_alice, data), ADDRESS)
    assert answer.status_code == 422
    assert said in words(answer)
    assert stored(app) == set()
    assert "Holiday.zip" not in as_alice.get(ADDRESS).text


def test_it_is_no_import_until_all_of_it_is_here(as_alice: FlaskClient) -> None:
    place = parts.begun(as_alice, len(TWO), kind="zip")
    part(as_alice, place, 0, TWO[:100])
    assert parts.finish(as_alice, place, ADDRESS).status_code == 409
    assert part(as_alice, place, 100, TWO[100:]).status_code == 204
    assert parts.finish(as_alice, place, ADDRESS).status_code == 201


def test_nobody_brings_in_the_zip_of_another(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    assert parts.finish(as_bob, sent(as_alice), ADDRESS).status_code == 404
    with app.app_context():
        assert db.session.scalars(select(ImportJob)).all() == []


def test_an_id_that_is_none_is_refused(as_alice: FlaskClient) -> None:
    assert parts.finish(as_alice, "x/nonsense/", ADDRESS).status_code == 422


def test_it_becomes_one_import_only(app: Flask, as_alice: FlaskClient) -> None:
    place = sent(as_alice)
    with app.app_context():
        found = db.session.get_one(IncomingFile, UUID(place.split("/")[-2]))

        def ended(beside: Callable[[Session], None]) -> None:
            with writing() as session:
                beside(session)

        def faster(beside: Callable[[Session], None]) -> None:
            incoming.become(found, ended)
            ended(beside)

        with pytest.raises(NotFound):
            incoming.become(found, faster)
    assert parts.finish(as_alice, place, ADDRESS).status_code == 404
    assert stored(app) == set()


def test_while_too_many_are_on_their_way_none_is_begun_and_none_is_lost(app: Flask, as_alice: FlaskClient) -> None:
    place = sent(as_alice)
    for _ in range(jobs.MOST_LIVE):
        send(as_alice, zipped(("a.png", png())))
    for answer in (parts.finish(as_alice, place, ADDRESS), begin(as_alice, kind="zip")):
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "15")
        assert "still on their way" in words(answer)
    bring_in(app)
    assert parts.finish(as_alice, place, ADDRESS).status_code == 201


def test_of_too_many_that_were_only_begun_the_oldest_goes(as_alice: FlaskClient) -> None:
    picture = parts.sent(as_alice)
    places = [sent(as_alice) for _ in range(incoming.MOST_OPEN[incoming.ZIP] + 1)]
    assert [as_alice.head(place).status_code for place in places] == [404, 200, 200, 200]
    assert as_alice.head(picture).status_code == 200
