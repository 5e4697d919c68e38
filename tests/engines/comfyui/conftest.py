"""ComfyUI's fake, running, and the engine that speaks to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.fake.comfyui import FakeComfy
from webapp.engines.comfyui import wait
from webapp.engines.comfyui.engine import ComfyUI


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wait, "TICK_S", 0.02)


@pytest.fixture
def fake() -> Iterator[FakeComfy]:
    made = FakeComfy()
    with made.running():
        yield made
        made.let_go.set()


@pytest.fixture
def engine(fake: FakeComfy, tmp_path: Path) -> ComfyUI:
    return ComfyUI({"comfyui_url": fake.url, "comfyui_workflows_dir": str(tmp_path)})
