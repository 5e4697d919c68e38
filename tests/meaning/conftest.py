"""The real model, asked once for each text."""

import pytest

from tests.meaning.remembering import encode_once


@pytest.fixture(autouse=True)
def _remember(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.meaning.making.encode", encode_once)
