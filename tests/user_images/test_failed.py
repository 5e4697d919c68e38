"""What failed, with its reason, to be tried again or cleared."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, requests_in
from webapp.database import writing
from webapp.models import ImageRequest, User


@pytest.fixture
def failed(app: Flask, alice: User, quick: QuickEngine) -> UUID:
    request_id = ask(app, alice)
    with app.app_context(), writing() as session:
        row = session.get_one(ImageRequest, request_id)
        row.status, row.error_message = "failed", "The engine is out of paint."
    return request_id


def test_it_says_why_to_its_owner_alone(as_alice: FlaskClient, as_bob: FlaskClient, failed: UUID) -> None:
    page = as_alice.get("/user-images/failed/").text
    assert "out of paint" in page
    assert f"/status/{failed}/retry/" in page
    assert "Nothing failed" in as_bob.get("/user-images/failed/").text


def test_what_was_tried_again_leaves_the_list(app: Flask, as_alice: FlaskClient, failed: UUID) -> None:
    as_alice.post(f"/status/{failed}/retry/")
    assert len(requests_in(app)) == 2
    assert "Nothing failed" in as_alice.get("/user-images/failed/").text


def test_clearing_clears_my_own(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, failed: UUID) -> None:
    as_bob.post("/user-images/failed/clear/")
    assert "out of paint" in as_alice.get("/user-images/failed/").text
    as_alice.post("/user-images/failed/clear/")
    assert "Nothing failed" in as_alice.get("/user-images/failed/").text
    assert len(requests_in(app)) == 1
