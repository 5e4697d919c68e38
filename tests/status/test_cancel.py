"""A request can be taken back while it waits or runs, by its owner."""

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import PART, ask, carry_out, fresh
from webapp.models import ImageRequest, User


def test_a_waiting_one_is_never_drawn(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    request_id = ask(app, alice)
    answer = as_alice.post(f"/status/{request_id}/cancel/", headers=PART)
    assert "is-cancelled" in answer.text
    assert carry_out(app, request_id) == []
    assert quick.requests == []
    assert fresh(app, ImageRequest, request_id).status == "cancelled"


def test_without_javascript_it_leads_back_to_the_request(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    request_id = ask(app, alice)
    answer = as_alice.post(f"/status/{request_id}/cancel/")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/status/{request_id}/")


def test_what_is_done_stays_done(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    request_id = ask(app, alice)
    made = carry_out(app, request_id)
    as_alice.post(f"/status/{request_id}/cancel/")
    assert fresh(app, ImageRequest, request_id).status == "completed"
    assert as_alice.get(f"/images/{made[0]}/").status_code == 200


def test_others_cannot(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User, quick: QuickEngine) -> None:
    request_id = ask(app, alice)
    assert as_bob.post(f"/status/{request_id}/cancel/").status_code == 404
    assert guest.post(f"/status/{request_id}/cancel/").status_code in {302, 303}
    assert fresh(app, ImageRequest, request_id).status == "queued"
