"""What failed can be tried again: once, for the pictures that are missing."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import PART, ask, carry_out, fresh, requests_in
from webapp.engines.errors import Moderated
from webapp.models import ImageRequest, User


@pytest.fixture
def failed(app: Flask, alice: User, quick: QuickEngine) -> ImageRequest:
    """A request for three pictures that failed at the second."""
    request_id = ask(app, alice, num_outputs=3, seed=5, steps=12)

    def fail_in_the_second(_step: int) -> None:
        if len(quick.requests) == 2:
            raise Moderated

    quick.before_step = fail_in_the_second
    carry_out(app, request_id)
    quick.before_step = None
    return fresh(app, ImageRequest, request_id)


def test_it_asks_for_what_is_missing(app: Flask, as_alice: FlaskClient, failed: ImageRequest) -> None:
    assert failed.status == "failed"
    assert as_alice.post(f"/status/{failed.id}/retry/").status_code == 303
    _, again = requests_in(app)
    assert (again.status, again.num_outputs, again.seed, again.steps) == ("queued", 2, 6, 12)
    assert len(carry_out(app, again.id)) == 2


def test_twice_is_once(app: Flask, as_alice: FlaskClient, failed: ImageRequest) -> None:
    first = as_alice.post(f"/status/{failed.id}/retry/", headers=PART)
    second = as_alice.post(f"/status/{failed.id}/retry/", headers=PART)
    _, again = requests_in(app)
    assert f'id="request-{again.id}"' in first.text
    assert f'id="request-{again.id}"' in second.text


def test_what_still_runs_is_not_asked_twice(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    request_id = ask(app, alice)
    as_alice.post(f"/status/{request_id}/retry/")
    assert [row.id for row in requests_in(app)] == [request_id]


def test_what_is_done_is_not_made_again(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    request_id = ask(app, alice)
    carry_out(app, request_id)
    as_alice.post(f"/status/{request_id}/retry/")
    assert [row.id for row in requests_in(app)] == [request_id]


def test_others_cannot(app: Flask, as_bob: FlaskClient, failed: ImageRequest) -> None:
    assert as_bob.post(f"/status/{failed.id}/retry/").status_code == 404
    assert len(requests_in(app)) == 1
