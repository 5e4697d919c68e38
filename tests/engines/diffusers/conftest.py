"""A model's folder as the library saves it, and the engine with a library that is not there."""

import json
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.engines.diffusers.fake import FakeBackend
from webapp.engines.diffusers import engine as module
from webapp.engines.diffusers.engine import Diffusers


def weights(path: Path, *names: str) -> Path:
    """Writes a file of weights with these names in its header and nothing behind it."""
    header = json.dumps({name: {"dtype": "F16", "shape": [0], "data_offsets": [0, 0]} for name in names}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(header)) + header)
    return path


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str], Path]:
    """Returns the folder of a model whose pipeline has the given class."""

    def save(class_name: str) -> Path:
        folder = tmp_path / class_name
        weights(folder / "unet" / "diffusion_pytorch_model.safetensors", "conv_in.weight")
        (folder / "model_index.json").write_text(json.dumps({"_class_name": class_name}))
        return folder

    return save


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
def engine(saved: Callable[[str], Path], backend: FakeBackend, monkeypatch: pytest.MonkeyPatch) -> Diffusers:
    """The engine on an SDXL folder; its library is a fake."""
    library: Any = SimpleNamespace(load=lambda model, device: backend)
    monkeypatch.setitem(sys.modules, module.BACKEND, library)
    monkeypatch.setattr(module, "PACKAGES", ())
    return Diffusers({"diffusers_model": str(saved("StableDiffusionXLPipeline"))})
