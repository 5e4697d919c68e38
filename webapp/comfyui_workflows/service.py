"""Uploading a workflow, naming its places, replacing and removing it."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from webapp.comfyui_workflows import shelf
from webapp.comfyui_workflows.guesses import guessed_slots
from webapp.comfyui_workflows.places import nodes_of
from webapp.comfyui_workflows.shelf import Kept, Taken
from webapp.engines.comfyui.workflows import (
    BUILT_IN,
    EXPORT_HINT,
    OPERATIONS,
    SLOTS,
    Graph,
    WorkflowError,
    read_graph,
    read_object,
    read_workflow,
    workflows_in,
)

# A whole file may have 1 MB: the names of the places come on top of what is uploaded.
MAX_UPLOAD_BYTES: Final = 700_000
MAX_PLACES: Final = 600
MAX_NAME_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A workflow in the list. `state` is "in use", "new version", "not named yet" or "broken"; `words` say more."""

    name: str
    label: str
    words: str
    state: str


def entries() -> list[Entry]:
    """Returns all workflows of one's own."""
    return [_entry(name) for name in shelf.names()]


def read_upload(data: bytes) -> Graph:
    """Returns the workflow in an uploaded file. Raises WorkflowError, in words."""
    if len(data) > MAX_UPLOAD_BYTES:
        raise WorkflowError(f"is larger than {MAX_UPLOAD_BYTES // 1000} kB. Leave out what it does not need")
    found = read_object(data)
    try:
        graph = read_graph(found)
    except WorkflowError as error:
        words = str(error) if EXPORT_HINT in str(error) else f"is no workflow in API form. {EXPORT_HINT}"
        raise WorkflowError(words) from None
    places = sum(len(node.places) for node in nodes_of(graph))
    if not 0 < places <= MAX_PLACES:
        raise WorkflowError(f"has {places:,} inputs to fill; from 1 to {MAX_PLACES} can be shown")
    return graph


def add(label: str, operation: str, graph: Graph) -> str:
    """Keeps a new workflow, still unused, and returns its name. Raises Taken, or WorkflowError."""
    name = name_of(label)
    shelf.keep_draft(name, Kept(label, operation, graph, guessed_slots(graph, operation)), is_new=True)
    return name


def replace(name: str, graph: Graph) -> None:
    """Keeps another version beside the one in use; what was named stays so. Raises WorkflowError."""
    try:
        old = shelf.read(name)
        kept = Kept(old.label, old.operation, graph, _carried(old, graph))
    except WorkflowError:
        operation = "generate"
        kept = Kept(name, operation, graph, guessed_slots(graph, operation))
    shelf.keep_draft(name, kept, is_new=False)


def save(name: str, kept: Kept) -> None:
    """Puts a workflow to use. Raises WorkflowError, in words, when it cannot be used like that."""
    data = kept.as_bytes()
    read_workflow(name, data)
    shelf.put_to_use(name, data)


def name_of(label: str) -> str:
    """Returns the name of the file for a label: small letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_NAME_CHARS].strip("-")
    return name or f"workflow-{hashlib.sha256(label.encode()).hexdigest()[:8]}"


def is_built_in(label: str) -> bool:
    """Tells whether a workflow that comes with the studio has this name or label."""
    known = workflows_in(BUILT_IN, is_own=False)
    return name_of(label) in {name_of(words) for each in known for words in (each.name, each.label)}


def _carried(old: Kept, graph: Graph) -> dict[str, list[str]]:
    known = {place.key for node in nodes_of(graph) for place in node.places}
    stays = {slot: [key for key in places if key in known] for slot, places in old.slots.items() if slot in SLOTS}
    taken = {key for places in stays.values() for key in places}
    fresh = guessed_slots(graph, old.operation)
    free = {slot: [key for key in places if key not in taken] for slot, places in fresh.items() if not stays.get(slot)}
    return {slot: places for slot, places in (stays | free).items() if places}


def _entry(name: str) -> Entry:
    data = shelf.read_bytes(name)
    try:
        kept = shelf.read(name)
        if data:
            read_workflow(name, data)
    except WorkflowError as error:
        return Entry(name, name, f"It cannot be used: it {error}.", "broken")
    state = "new version" if data and shelf.has_draft(name) else "in use" if data else "not named yet"
    return Entry(name, kept.label, OPERATIONS.get(kept.operation, kept.operation), state)


__all__ = ["Entry", "Taken", "add", "entries", "is_built_in", "name_of", "read_upload", "replace", "save"]
