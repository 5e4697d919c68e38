"""A picture is fetched from an address, by the rules of all fetching."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pictures_in.corpus import png
from tests.uploads.scene import ADDRESS, JSON, only_picture
from webapp.engines.errors import BadOutput, EngineError, OutputExpired, RefusedAddress, Unreachable
from webapp.engines.fetch import Fetcher
from webapp.models import User
from webapp.uploads import fetching


class Outside:
    """What lies outside; remembers how it was asked."""

    answer: bytes | EngineError = b""

    def fetch(self, url: str, allowed: Any, **rules: Any) -> bytes:
        self.url, self.allowed, self.rules = url, allowed, rules
        if isinstance(self.answer, EngineError):
            raise self.answer
        return self.answer


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    made = Outside()
    monkeypatch.setattr(fetching, "FETCHER", made)
    return made


def test_a_picture_is_fetched(app: Flask, as_alice: FlaskClient, alice: User, outside: Outside) -> None:
    outside.answer = png()
    answer = as_alice.post(ADDRESS, data={"url": " https://pictures.example/a/red%20boat.png?size=2 "}, headers=JSON)
    assert answer.status_code == 201
    assert only_picture(app, alice).title == "red boat"
    assert outside.url == "https://pictures.example/a/red%20boat.png?size=2"
    assert outside.rules == {"refused_hosts": ("studio.test",), "max_bytes": 20_000_000}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RefusedAddress(), fetching.REFUSED),
        (OutputExpired(), fetching.GONE),
        (BadOutput(), fetching.ODD),
        (Unreachable(), fetching.AWAY),
    ],
)
def test_what_goes_wrong_is_said(as_alice: FlaskClient, outside: Outside, error: EngineError, sentence: str) -> None:
    outside.answer = error
    answer = as_alice.post(ADDRESS, data={"url": "https://pictures.example/a.png"}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["error"]["message"] == sentence


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/a.png", "file:///etc/passwd", "https://studio.test/files/x", "nonsense"]
)
def test_nothing_of_ours_is_reached(as_alice: FlaskClient, url: str) -> None:
    assert isinstance(fetching.FETCHER, Fetcher)
    answer = as_alice.post(ADDRESS, data={"url": url}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["error"]["message"] == fetching.REFUSED


def test_what_is_fetched_is_judged_like_any_file(as_alice: FlaskClient, outside: Outside) -> None:
    outside.answer = b"<html>Not found</html>"
    answer = as_alice.post(ADDRESS, data={"url": "https://pictures.example/a.png"}, headers=JSON)
    assert answer.status_code == 415
