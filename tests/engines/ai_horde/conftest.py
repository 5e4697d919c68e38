"""AI Horde's fake, running, and the engine that speaks to it, with an account and without."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.engines.fake.ai_horde import FakeHorde
from webapp.engines.ai_horde import answers
from webapp.engines.ai_horde.engine import AIHorde
from webapp.engines.fetch import Fetcher


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "SHORTEST_ASK_S", 0.01)


@pytest.fixture
def fake() -> Iterator[FakeHorde]:
    made = FakeHorde()
    with made.running():
        yield made


def engine_for(fake: FakeHorde, **options: Any) -> AIHorde:
    """Returns an engine that speaks to the fake."""
    made = AIHorde({"ai_horde_enabled": "true", "ai_horde_base_url": fake.url, **options})
    made.fetcher = fetcher_for(fake)
    return made


def fetcher_for(fake: FakeHorde) -> Fetcher:
    """Returns rules by which the bucket lies on loopback too; its name is still held against the list."""
    return Fetcher(
        schemes=("http",),
        ports=(int(fake.url.rpartition(":")[2]),),
        resolve=lambda host, port: ["127.0.0.1"],
        is_public=lambda address: True,
        pause_s=0.01,
    )


@pytest.fixture
def engine(fake: FakeHorde) -> AIHorde:
    """The engine with an account, whose kudos are spent."""
    return engine_for(fake, ai_horde_api_key=fake.key)


@pytest.fixture
def anonymous(fake: FakeHorde) -> AIHorde:
    return engine_for(fake)
