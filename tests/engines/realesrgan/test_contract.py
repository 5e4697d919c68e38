"""Real-ESRGAN keeps to what every engine keeps to, as far as it goes for one that only enlarges."""

import pytest

from tests.engines.contract import EngineContract
from tests.engines.fake.provider import picture
from webapp.engines.realesrgan.engine import RealESRGAN
from webapp.engines.types import EngineRequest


class TestRealESRGAN(EngineContract):
    refused = ({"operation": "generate"}, {"num_outputs": 99}, {"params": {"odd": 1}})

    @pytest.fixture
    def engine(self, engine: RealESRGAN) -> RealESRGAN:
        return engine

    @pytest.fixture
    def base(self) -> EngineRequest:
        return EngineRequest("", operation="upscale_fast", source=picture(120, 90), seed=7)
