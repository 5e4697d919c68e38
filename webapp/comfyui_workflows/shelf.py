"""The workflows' files: one in use (`NAME.json`), and one whose places are still to be named (`NAME.draft`)."""

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import current_app

from webapp.engines.comfyui.workflows import Graph, WorkflowError, read_graph, read_object
from webapp.errors import AppError

IN_USE, DRAFT = ".json", ".draft"
Slots = Mapping[str, list[str]]
FULL: Final = "The studio could not keep the file. Look whether its disk is full, then try again."


class NotKept(AppError):
    status = 503
    code = "not_kept"
    title = "Not kept"
    sentence = FULL


class Taken(Exception):
    """There is a workflow of this name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds. `slots` may be incomplete as long as it is a draft."""

    label: str
    operation: str
    graph: Graph
    slots: Slots

    def as_bytes(self) -> bytes:
        """Returns the file. Raises WorkflowError when it holds what no file can."""
        slots = {slot: places[0] if len(places) == 1 else places for slot, places in self.slots.items()}
        data = {"label": self.label, "operation": self.operation, "workflow": self.graph, "slots": slots}
        try:
            return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except ValueError:
            raise WorkflowError("holds a character or a number that cannot be kept") from None


def names() -> list[str]:
    """Returns the names of all workflows of one's own, sorted."""
    found = _folder().glob("*") if _folder().is_dir() else ()
    return sorted({path.stem for path in found if path.suffix in (IN_USE, DRAFT) and not path.name.startswith(".")})


def has_draft(name: str) -> bool:
    return _path(name, DRAFT).exists()


def read_bytes(name: str) -> bytes:
    """Returns the file in use; empty when there is none."""
    with suppress(OSError):
        return _path(name, IN_USE).read_bytes()
    return b""


def read(name: str) -> Kept:
    """Returns the draft, or what is in use when there is none. Raises WorkflowError, in words."""
    path = _path(name, DRAFT) if has_draft(name) else _path(name, IN_USE)
    try:
        data = read_object(path.read_bytes())
    except OSError:
        raise WorkflowError("cannot be read") from None
    graph = read_graph(data.get("workflow"))
    return Kept(str(data.get("label") or name), str(data.get("operation")), graph, _listed(data.get("slots")))


def keep_draft(name: str, kept: Kept, *, is_new: bool) -> None:
    """Writes a draft. Raises WorkflowError, or Taken when a new one has the name of another."""
    if is_new and _path(name, IN_USE).exists():
        raise Taken
    _write(_path(name, DRAFT), kept.as_bytes(), is_new=is_new)


def put_to_use(name: str, data: bytes) -> None:
    """Writes the file in use; its draft is done with."""
    _write(_path(name, IN_USE), data)
    _path(name, DRAFT).unlink(missing_ok=True)


def remove(name: str) -> None:
    """Removes a workflow and its draft."""
    for ending in (IN_USE, DRAFT):
        _path(name, ending).unlink(missing_ok=True)


def _write(path: Path, data: bytes, *, is_new: bool = False) -> None:
    """Puts a finished file into its place at once, so that nobody ever reads half of it."""
    scratch = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_place(scratch, path) if is_new else scratch.replace(path)
    except OSError as error:
        raise NotKept from error
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def _take_place(scratch: Path, path: Path) -> None:
    try:
        path.hardlink_to(scratch)
    except FileExistsError:
        raise Taken from None


def _listed(slots: Any) -> dict[str, list[str]]:
    if not isinstance(slots, dict):
        return {}
    listed = {slot: places if isinstance(places, list) else [places] for slot, places in slots.items()}
    return {slot: [place for place in places if isinstance(place, str)] for slot, places in listed.items()}


def _path(name: str, ending: str) -> Path:
    return _folder() / f"{name}{ending}"


def _folder() -> Path:
    return Path(current_app.extensions["settings"].engine_options()["comfyui_workflows_dir"])
