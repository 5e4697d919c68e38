"""Sketchbook keeps to what every engine keeps to."""

import pytest

from tests.engines.contract import EngineContract
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest


class TestSketchbook(EngineContract):
    extras = {"outpaint": {"left": 16}, "search_recolor": {"select_prompt": "grey"}}

    @pytest.fixture
    def engine(self) -> Sketchbook:
        return Sketchbook()

    @pytest.fixture
    def base(self) -> EngineRequest:
        return EngineRequest("a red boat on a calm lake", width_px=96, height_px=64, seed=7)
