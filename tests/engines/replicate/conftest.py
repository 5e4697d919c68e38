"""Replicate's fake, running, and the engine that speaks to it; outputs come from loopback under their real name."""

from collections.abc import Callable, Iterator

import pytest

from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import ESRGAN, FILL, FLUX, LISTS, REMBG, SDXL, VERSION
from webapp.engines.fetch import Fetcher
from webapp.engines.replicate import pace
from webapp.engines.replicate.engine import Replicate

EngineFor = Callable[..., Replicate]


@pytest.fixture(autouse=True)
def _asks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "LEAST_S", 0.01)


@pytest.fixture
def fake() -> Iterator[FakeReplicate]:
    made = FakeReplicate()
    with made.running():
        yield made


@pytest.fixture
def engine_for(fake: FakeReplicate) -> EngineFor:
    """Makes an engine with settings of one's own."""

    def make(**options: str) -> Replicate:
        made = Replicate({"replicate_api_token": fake.key, "replicate_base_url": fake.url, **options})
        port = int(fake.url.rpartition(":")[2])
        made.fetcher = Fetcher(
            schemes=("http",), ports=(port,), resolve=lambda *_: ["127.0.0.1"], is_public=lambda _: True, pause_s=0.0
        )
        return made

    return make


@pytest.fixture
def engine(engine_for: EngineFor) -> Replicate:
    return engine_for(replicate_models=f"{FLUX}, {SDXL}:{VERSION}, {ESRGAN}, {REMBG}, {LISTS}, {FILL}")
