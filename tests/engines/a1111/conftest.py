"""AUTOMATIC1111's fake, running, and the engine that speaks to it."""

from collections.abc import Iterator

import pytest

from tests.engines.fake.a1111 import FakeAutomatic
from webapp.engines.a1111 import watch
from webapp.engines.a1111.engine import Automatic1111


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_EVERY_S", 0.01)


@pytest.fixture
def fake() -> Iterator[FakeAutomatic]:
    made = FakeAutomatic()
    with made.running():
        yield made
        made.let_go.set()


@pytest.fixture
def engine(fake: FakeAutomatic) -> Automatic1111:
    return Automatic1111({"a1111_url": fake.url, "a1111_auth": f"{fake.user}:{fake.key}"})
