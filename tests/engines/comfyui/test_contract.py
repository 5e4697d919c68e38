"""ComfyUI keeps to what every engine keeps to."""

import pytest

from tests.engines.contract import RemoteContract
from tests.engines.fake.comfyui import FakeComfy
from webapp.engines.comfyui.engine import ComfyUI


class TestComfyUI(RemoteContract):
    is_paid = False

    @pytest.fixture
    def engine(self, fake: FakeComfy, engine: ComfyUI) -> ComfyUI:
        return engine

    @pytest.fixture
    def fake(self, fake: FakeComfy) -> FakeComfy:
        return fake

    @pytest.fixture
    def unready(self) -> ComfyUI:
        return ComfyUI({})
