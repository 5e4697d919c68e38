"""Stability AI changes what is white in a mask, and what lies around it as far as it is told to grow."""

import numpy as np
import pytest

from tests.engines.fake.painting import wider
from tests.engines.fake.stability import FakeStability
from tests.engines.repainting import RepaintContract, brushed, photo
from webapp.engines.stability.engine import Stability


class TestRepaint(RepaintContract):
    params = {"grow_mask": 0}

    @pytest.fixture
    def painter(self, engine: Stability, fake: FakeStability) -> Stability:
        fake.paints = True
        return engine


class TestGrown(TestRepaint):
    params = {"grow_mask": 8}

    @pytest.mark.parametrize("mode", ["RGB"])
    def test_what_was_painted_over_changes_and_nothing_else(self, painter: Stability, mode: str) -> None:
        """It may change what lies eight pixels around, and nothing beyond."""
        source, mask = photo(mode=mode), brushed()
        after = self.repainted(painter, "erase", "", source, mask)
        differs = (np.asarray(after) != np.asarray(source)).any(axis=-1)
        assert differs[np.asarray(mask) > 0].all()
        assert differs.sum() > (np.asarray(mask) > 0).sum()
        assert not differs[np.asarray(wider(mask, 8)) == 0].any()
