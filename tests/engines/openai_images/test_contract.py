"""OpenAI's service and servers of one's own keep to what every engine keeps to."""

import pytest

from tests.engines.contract import RemoteContract
from tests.engines.fake import faults
from tests.engines.fake.openai import FakeLocal, FakeOpenAI
from webapp.engines.openai_images.engine import OpenAIImages


class TestOpenAI(RemoteContract):
    moderated = (
        *RemoteContract.moderated,
        faults.answers(400, {"error": {"code": "moderation_blocked", "message": "Your request was rejected."}}),
        faults.answers(200, {"created": 1, "data": []}),
    )

    @pytest.fixture
    def engine(self, engine: OpenAIImages) -> OpenAIImages:
        return engine

    @pytest.fixture
    def fake(self, fake: FakeOpenAI) -> FakeOpenAI:
        return fake

    @pytest.fixture
    def unready(self) -> OpenAIImages:
        return OpenAIImages({})


class TestOwnServer(RemoteContract):
    is_paid = False

    @pytest.fixture
    def engine(self, fake: FakeLocal) -> OpenAIImages:
        return OpenAIImages({"openai_base_url": fake.url, "openai_api_key": fake.key})

    @pytest.fixture
    def fake(self, local: FakeLocal) -> FakeLocal:
        local.wants_key = True
        return local

    @pytest.fixture
    def unready(self) -> OpenAIImages:
        return OpenAIImages({"openai_base_url": "https://api.openai.com/v1"})
