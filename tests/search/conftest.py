"""Looks for pictures on the two walls, as people do."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from webapp.database import writing
from webapp.models import Embedding

Search = Callable[..., list[str]]
_CARD = re.compile(r'href="[^"]*/images/([0-9a-f-]{36})/"')


def found_in(page: str) -> list[str]:
    """The ids of the pictures on a page, in their order."""
    return list(dict.fromkeys(_CARD.findall(page)))


@pytest.fixture
def search() -> Search:
    def look(client: FlaskClient, words: str, wall: str = "/user-images/", **more: str) -> list[str]:
        answer = client.get(f"{wall}?{urlencode({'q': words, **more})}")
        assert answer.status_code == 200
        return found_in(answer.text)

    return look


@pytest.fixture
def unread(app: Flask) -> None:
    """A studio in which no vector is wanted."""
    with app.app_context(), writing() as session:
        session.execute(delete(Embedding))
