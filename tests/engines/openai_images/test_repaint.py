"""OpenAI changes what is transparent in a mask, and draws the whole picture anew in one of its own sizes."""

import pytest

from tests.engines.fake.openai import FakeLocal, FakeOpenAI
from tests.engines.openai_images.conftest import hosted
from tests.engines.repainting import RepaintContract
from webapp.engines.openai_images.engine import OpenAIImages


class TestRepaint(RepaintContract):
    @pytest.fixture
    def painter(self, fake: FakeOpenAI) -> OpenAIImages:
        fake.paints = True
        return hosted(fake, openai_models="gpt-image-1.5, gpt-image-2, gpt-image-1-mini")


class TestRepaintOnOnesOwnServer(RepaintContract):
    @pytest.fixture(params=["plain", "localai", "sd.cpp"])
    def painter(self, local: FakeLocal, request: pytest.FixtureRequest) -> OpenAIImages:
        local.paints, local.dialect = True, request.param
        local.models = {
            "plain": [{"id": "flux", "owned_by": "vllm"}],
            "localai": [{"id": "flux"}],
            "sd.cpp": [{"id": "sd-cpp-local", "owned_by": "local"}],
        }[request.param]
        return OpenAIImages({"openai_base_url": local.url})
