"""An engine that edits and enlarges."""

from collections.abc import Iterator

import pytest

from tests.operations import BrushEngine
from webapp.engines import registry


@pytest.fixture
def brush(monkeypatch: pytest.MonkeyPatch) -> Iterator[BrushEngine]:
    """A free engine called "brush" that edits and enlarges."""
    monkeypatch.setitem(registry.ENGINES, "brush", "tests.operations:BrushEngine")
    registry.engine.cache_clear()
    made = registry.engine("brush")
    assert isinstance(made, BrushEngine)
    yield made
    registry.engine.cache_clear()
