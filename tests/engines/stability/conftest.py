"""Stability AI's fake, running, and the engine that speaks to it."""

from collections.abc import Iterator

import pytest

from tests.engines.fake.stability import FakeStability
from webapp.engines.stability.engine import Stability


@pytest.fixture
def fake() -> Iterator[FakeStability]:
    made = FakeStability()
    with made.running():
        yield made


@pytest.fixture
def engine(fake: FakeStability) -> Stability:
    return Stability({"stability_api_key": fake.key, "stability_base_url": fake.url})
