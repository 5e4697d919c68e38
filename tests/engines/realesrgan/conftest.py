"""The engine, with its package there or not."""

import sys
from collections.abc import Iterator

import pytest

from tests.engines.realesrgan.fake import Realesrgan, module
from webapp.engines.realesrgan import engine as engine_module
from webapp.engines.realesrgan.engine import PACKAGE, RealESRGAN


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[RealESRGAN]:
    monkeypatch.setitem(sys.modules, PACKAGE, module())
    monkeypatch.setattr(engine_module, "LIBRARIES", {})
    engine_module._network.cache_clear()
    Realesrgan.made.clear()
    Realesrgan.parts.clear()
    yield RealESRGAN()
    engine_module._network.cache_clear()
