"""What kind of model lies at DIFFUSERS_MODEL, read without loading it and without the library."""

import json
import os
import re
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from webapp.engines.diffusers.families import OTHER, Family, family_of_pipeline, family_of_weights
from webapp.engines.errors import NotConfigured

HUB_ID: Final = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
MAX_HEADER_BYTES: Final = 64 * 1024 * 1024
INDEX: Final = "model_index.json"


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be loaded. `where` is a folder, a file or an id on the hub."""

    where: str
    family: Family
    is_file: bool = False
    is_local: bool = True


def read_model(where: str) -> Model:
    """Returns what lies at `where`. Raises NotConfigured, in words for an admin, when that is no model to load.

    Only .safetensors is taken: other formats of weights can run code when they are opened.
    """
    path = Path(where).expanduser()
    if path.is_dir():
        return Model(str(path), _family_of_folder(path))
    if path.is_file():
        return Model(str(path), _family_of_file(path), is_file=True)
    if HUB_ID.fullmatch(where) and path.suffix not in (".safetensors", ".ckpt"):
        kept = _kept_from_hub(where)
        return Model(where, OTHER if kept is None else _family_of_folder(kept), is_local=False)
    raise NotConfigured("DIFFUSERS_MODEL names no folder, no .safetensors file and no model on the hub.")


def _family_of_folder(folder: Path) -> Family:
    index: Any = None
    with suppress(OSError, ValueError):
        index = json.loads((folder / INDEX).read_text())
    class_name = index.get("_class_name") if isinstance(index, Mapping) else None
    if not isinstance(class_name, str):
        raise NotConfigured(f"The folder at DIFFUSERS_MODEL has no {INDEX}: it is no model of the diffusers library.")
    if not any(folder.rglob("*.safetensors")):
        raise NotConfigured("The model at DIFFUSERS_MODEL has no .safetensors files; other formats are not opened.")
    return family_of_pipeline(class_name)


def _family_of_file(path: Path) -> Family:
    if path.suffix != ".safetensors":
        raise NotConfigured("DIFFUSERS_MODEL must end in .safetensors: other formats can run code when opened.")
    family = family_of_weights(_weights(path))
    if family is None:
        raise NotConfigured("The file at DIFFUSERS_MODEL is no whole model of a kind that Atelier opens.")
    return family


def _weights(path: Path) -> list[str]:
    """Returns the names in a .safetensors file: its header is JSON behind a length of eight bytes."""
    header: Any = None
    with suppress(OSError, ValueError, RecursionError, struct.error), path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length)) if length <= MAX_HEADER_BYTES else None
    return [str(name) for name in header] if isinstance(header, Mapping) else []


def _kept_from_hub(name: str) -> Path | None:
    """Returns the folder of a model that was fetched before, by the hub's own way of keeping it."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    cache = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    snapshots = cache / f"models--{name.replace('/', '--')}" / "snapshots"
    return next((index.parent for index in sorted(snapshots.glob(f"*/{INDEX}"))), None)
