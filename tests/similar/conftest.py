"""A studio whose styles have been read."""

import pytest
from flask import Flask

from tests.meaning.remembering import encode_once
from webapp.meaning.making import make_wanted


@pytest.fixture(autouse=True)
def _remember(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.meaning.making.encode", encode_once)


@pytest.fixture
def read(app: Flask) -> None:
    """The built-in styles have their vectors."""
    read_all(app)


def read_all(app: Flask) -> None:
    with app.app_context():
        make_wanted(60)
