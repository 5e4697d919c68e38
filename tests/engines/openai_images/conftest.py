"""The fakes, running, and the engines that speak to them."""

from collections.abc import Iterator

import pytest

from tests.engines.fake.openai import FakeLocal, FakeOpenAI
from webapp.engines.fetch import Fetcher
from webapp.engines.openai_images.engine import OpenAIImages

HOSTED = "gpt-image-1.5, gpt-image-2, gpt-image-1-mini, dall-e-3, dall-e-2"


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    made = FakeOpenAI()
    with made.running():
        yield made


@pytest.fixture
def local() -> Iterator[FakeLocal]:
    made = FakeLocal(models=[{"id": "flux", "object": "model", "owned_by": "vllm"}])
    with made.running():
        yield made


@pytest.fixture
def engine(fake: FakeOpenAI) -> OpenAIImages:
    """The engine as it speaks to OpenAI itself, whose outputs come from loopback under their real name."""
    return hosted(fake)


@pytest.fixture
def own(local: FakeLocal) -> OpenAIImages:
    """The engine as it speaks to a server of one's own."""
    return OpenAIImages({"openai_base_url": local.url})


def hosted(fake: FakeOpenAI, **options: str) -> OpenAIImages:
    made = OpenAIImages({"openai_api_key": fake.key, "openai_base_url": fake.url, "openai_models": HOSTED, **options})
    made.is_hosted = True
    port = int(fake.url.rpartition(":")[2])
    made.fetcher = Fetcher(
        schemes=("http",), ports=(port,), resolve=lambda *_: ["127.0.0.1"], is_public=lambda _: True, pause_s=0.0
    )
    return made
