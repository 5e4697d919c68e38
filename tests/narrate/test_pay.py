"""A voice that costs is paid from the month's credits."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.narrate.scene import narrations
from tests.scene import hang
from webapp.database import writing
from webapp.engines import registry
from webapp.models import User

WORDS = "x" * 1000


@pytest.fixture
def _paid(app: Flask) -> Iterator[None]:
    before = dict(registry.options())
    registry.configure({**before, "tts_api_key": "key", "tts_credits_per_1000_chars": "1.5"})
    yield
    registry.configure(before)


def ask(app: Flask, alice: User, client: FlaskClient) -> int:
    said = {"source": "typed", "text": WORDS, "voice": "openai:nova"}
    return client.post(f"/images/{hang(app, alice)}/narrate/", data=said).status_code


@pytest.mark.usefixtures("_paid")
def test_narrations_on_the_way_count(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    with app.app_context(), writing() as session:
        session.get_one(User, alice.id).monthly_credits = 4.0
    assert [ask(app, alice, as_alice) for _ in range(3)] == [303, 303, 402]
    assert [row.credits for row in narrations(app)] == [1.5, 1.5]
