"""What the desk remembers of a balance ends with each test."""

from collections.abc import Iterator

import pytest

from webapp.engine_desk import service


@pytest.fixture(autouse=True)
def _no_balances_yet() -> Iterator[None]:
    service.forget_balances()
    yield
    service.forget_balances()
