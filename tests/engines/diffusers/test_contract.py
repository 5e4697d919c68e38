"""Diffusers keeps to what every engine keeps to."""

import sys

import pytest

from tests.engines.contract import EngineContract
from webapp.engines.diffusers.engine import Diffusers


class TestDiffusers(EngineContract):
    @pytest.fixture
    def engine(self, engine: Diffusers) -> Diffusers:
        return engine


def test_the_web_knows_what_it_can_do_without_the_library(engine: Diffusers) -> None:
    assert engine.is_ready()
    assert set(engine.capabilities.operations) == {"generate", "variation", "inpaint", "upscale_conservative"}
    assert "torch" not in sys.modules
