"""A request's state: a page for a person, a fragment for HTMX, JSON for a program."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.cast import QuickEngine
from tests.scene import JSON, PART, ask, carry_out, hang
from webapp import live
from webapp.database import writing
from webapp.engines.errors import Moderated
from webapp.models import ImageRequest, User


@pytest.fixture
def waiting(app: Flask, alice: User, quick: QuickEngine) -> str:
    return f"/status/{ask(app, alice, num_outputs=2)}/"


def test_the_page_stands_alone_and_refreshes_without_javascript(as_alice: FlaskClient, waiting: str) -> None:
    text = as_alice.get(waiting).text
    assert "<html" in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert "1st in line" in text
    assert "a red boat" in text


def test_the_fragment_is_the_part_that_changes(as_alice: FlaskClient, waiting: str) -> None:
    text = as_alice.get(waiting, headers=PART).text
    assert text.lstrip().startswith('<li class="request is-queued"')
    assert "<html" not in text


def test_json_tells_a_program_all(app: Flask, as_alice: FlaskClient, alice: User, waiting: str) -> None:
    told = as_alice.get(waiting, headers=JSON).json
    assert (told["status"], told["progress"], told["queue_position"], told["num_outputs"]) == ("queued", 0, 1, 2)
    assert told["expected_wait_s"] > 0
    assert (told["output_urls"], told["error"], told["preview_url"]) == ([], None, None)


def test_a_preview_is_asked_for_once_one_is_there(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    request_id, other_id = (ask(app, alice, num_outputs=2) for _ in range(2))
    with app.app_context(), writing() as session:
        session.execute(update(ImageRequest).values(status="running", progress=0.2))
        live.keep_preview(request_id, b"RIFF\0\0\0\0WEBP")
    told = as_alice.get(f"/status/{request_id}/", headers=JSON).json
    assert as_alice.get(told["preview_url"]).status_code == 200
    assert f'<img src="/status/{request_id}/preview/' in as_alice.get(f"/status/{request_id}/", headers=PART).text
    assert as_alice.get(f"/status/{other_id}/", headers=JSON).json["preview_url"] is None
    assert "<img" not in as_alice.get(f"/status/{other_id}/", headers=PART).text


def test_output_urls_are_absolute_and_lead_to_the_pictures(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    request_id = ask(app, alice, num_outputs=2)
    made = carry_out(app, request_id)
    told = as_alice.get(f"/status/{request_id}/", headers=JSON).json
    assert told["status"] == "completed"
    assert told["output_urls"] == [f"http://studio.test/files/{each}/picture.webp" for each in made]


def test_a_failure_is_told_in_words(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    quick.fails_with = Moderated()
    request_id = ask(app, alice)
    carry_out(app, request_id)
    text = as_alice.get(f"/status/{request_id}/").text
    assert "safety filter" in text
    assert "Try again" in text
    assert 'http-equiv="refresh"' not in text
    assert as_alice.get(f"/status/{request_id}/", headers=JSON).json["error"]["code"] == "moderated"


@pytest.mark.parametrize("headers", [{}, PART, JSON])
def test_unchanged_is_304_until_something_changes(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine, headers: dict[str, str]
) -> None:
    request_id = ask(app, alice)
    path = f"/status/{request_id}/"
    known = {"If-None-Match": as_alice.get(path, headers=headers).headers["ETag"]}
    again = as_alice.get(path, headers=headers | known)
    assert (again.status_code, again.data) == (304, b"")
    carry_out(app, request_id)
    assert as_alice.get(path, headers=headers | known).status_code == 200


def test_a_fragment_never_passes_for_a_page(as_alice: FlaskClient, waiting: str) -> None:
    known = as_alice.get(waiting, headers=PART).headers["ETag"]
    answer = as_alice.get(waiting, headers={"If-None-Match": known})
    assert answer.status_code == 200
    assert {"hx-request", "cookie", "accept"} <= {each.lower() for each in answer.vary}


def test_it_is_nobody_elses_business(
    app: Flask, as_bob: FlaskClient, as_admin: FlaskClient, alice: User, waiting: str
) -> None:
    hang(app, alice, visibility="public")
    for client in (as_bob, as_admin):
        for suffix in ("", "preview/"):
            assert client.get(waiting + suffix).status_code == 404
    assert app.test_client().get(waiting).status_code in {302, 303}


def test_a_finished_picture_stands_in_its_place(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    request_id = ask(app, alice, num_outputs=2)
    made = carry_out(app, request_id)
    text = as_alice.get(f"/status/{request_id}/", headers=PART).text
    assert text.index(f"/images/{made[0]}/") < text.index(f"/images/{made[1]}/")
    assert "data-live-request" not in text
