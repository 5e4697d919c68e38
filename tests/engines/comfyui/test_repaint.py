"""ComfyUI changes where the mask's chosen channel is bright."""

import pytest

from tests.engines.fake.comfyui import FakeComfy
from tests.engines.repainting import RepaintContract
from webapp.engines.comfyui.engine import ComfyUI


class TestRepaint(RepaintContract):
    @pytest.fixture
    def painter(self, engine: ComfyUI, fake: FakeComfy) -> ComfyUI:
        fake.paints = True
        return engine
