"""Workflows in ComfyUI's API form, with names for the places that a request fills.

A file holds `label`, `operation`, `workflow` (what ComfyUI's "Export (API)" writes) and `slots`: for each name the
node's id and the input's name, as in "6.text", or a list of such places.
"""

import copy
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

log = logging.getLogger(__name__)

BUILT_IN: Final = Path(__file__).parent.parent / "comfyui_workflows"
MAX_BYTES: Final = 1_000_000
# The editor's workflows are four levels deep; copying a graph takes two calls a level.
MAX_DEPTH: Final = 50
EXPORT_HINT: Final = (
    "In ComfyUI open the menu Workflow, choose “Export (API)”, in older versions “Save (API Format)”, "
    "and take that file"
)
SLOTS: Final = (
    "prompt",
    "negative_prompt",
    "seed",
    "width",
    "height",
    "steps",
    "guidance",
    "sampler",
    "scheduler",
    "checkpoint",
    "image",
    "mask",
    "strength",
    "upscaler",
)
OPERATIONS: Final[Mapping[str, str]] = {
    "generate": "Create",
    "variation": "Variation",
    "inpaint": "Repaint",
    "sketch": "From a sketch",
    "structure": "Keep the structure",
    "style": "In the style of",
    "erase": "Erase",
    "remove_background": "Cut out",
    "upscale_fast": "Enlarge, fast",
    "upscale_conservative": "Enlarge, true to the original",
    "upscale_creative": "Enlarge, with new detail",
}

Place = tuple[str, str]
Graph = Mapping[str, Mapping[str, Any]]


class WorkflowError(ValueError):
    """What is wrong with a workflow's file, in words for the admin who wrote it."""


@dataclass(frozen=True, slots=True)
class Workflow:
    """A graph with named places. `name` is its file's, without the ending."""

    name: str
    label: str
    operation: str
    slots: Mapping[str, tuple[Place, ...]]
    graph: Graph
    is_own: bool = False

    def has(self, slot: str) -> bool:
        return slot in self.slots


def read_workflow(name: str, text: str | bytes, *, is_own: bool = True) -> Workflow:
    """Returns the workflow in a file's text. Raises WorkflowError, in words, when it is none."""
    data = read_object(text)
    operation = str(data.get("operation"))
    if operation not in OPERATIONS:
        raise WorkflowError(f"needs an “operation”: {', '.join(OPERATIONS)}")
    graph = read_graph(data.get("workflow"))
    slots = _slots(data.get("slots"), graph)
    if operation == "generate" and "prompt" not in slots:
        raise WorkflowError("needs a slot “prompt”")
    if operation != "generate" and "image" not in slots:
        raise WorkflowError("needs a slot “image”")
    return Workflow(name, str(data.get("label") or name)[:80], operation, slots, graph, is_own)


def read_object(text: str | bytes) -> dict[str, Any]:
    """Returns the JSON object in a file's text. Raises WorkflowError, in words."""
    if len(text) > MAX_BYTES:
        raise WorkflowError("is larger than 1 MB")
    try:
        data = json.loads(text)
    except RecursionError:
        raise WorkflowError("is nested too deeply") from None
    except ValueError:
        raise WorkflowError("is no JSON") from None
    if not isinstance(data, dict):
        raise WorkflowError("is no JSON object")
    if _is_deep(data):
        raise WorkflowError("is nested too deeply")
    return data


def read_graph(data: Any) -> Graph:
    """Returns `data` when it is a workflow in API form. Raises WorkflowError, in words, when it is none."""
    if isinstance(data, dict) and "nodes" in data and "links" in data:
        raise WorkflowError(f"is the editor's form of a workflow. {EXPORT_HINT}")
    if not isinstance(data, dict) or not data or not all(_is_node(node) for node in data.values()):
        raise WorkflowError("needs a “workflow” in API form")
    return data


def workflows_in(folder: Path, *, is_own: bool = True) -> tuple[Workflow, ...]:
    """Returns the workflows of a folder in the order of their names; broken ones are left out and logged."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(read_workflow(path.stem, path.read_bytes(), is_own=is_own))
        except (WorkflowError, OSError) as error:
            log.warning("The workflow %s cannot be used: it %s", path.name, error)
    return tuple(found)


def all_workflows(own_folder: str) -> tuple[Workflow, ...]:
    """Returns the built-in workflows and the admin's own; an own one stands in for a built-in of the same name."""
    own = workflows_in(Path(own_folder)) if own_folder else ()
    taken = {workflow.name for workflow in own}
    built_in = workflows_in(BUILT_IN, is_own=False)
    return (*(workflow for workflow in built_in if workflow.name not in taken), *own)


def filled(workflow: Workflow, values: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the graph with `values` put into their slots. None leaves what the workflow says itself."""
    graph = copy.deepcopy(dict(workflow.graph))
    for slot, places in workflow.slots.items():
        if values.get(slot) is not None:
            for node, name in places:
                graph[node]["inputs"][name] = values[slot]
    return graph


def _is_deep(data: Any) -> bool:
    level = [data]
    for _ in range(MAX_DEPTH):
        inner = [each.values() if isinstance(each, dict) else each for each in level]
        level = [part for parts in inner for part in parts if isinstance(part, dict | list)]
    return bool(level)


def _is_node(node: Any) -> bool:
    return isinstance(node, dict) and isinstance(node.get("class_type"), str) and isinstance(node.get("inputs"), dict)


def _slots(data: Any, graph: Graph) -> dict[str, tuple[Place, ...]]:
    if not isinstance(data, dict):
        raise WorkflowError("needs “slots”")
    strangers = [slot for slot in data if slot not in SLOTS]
    if strangers:
        raise WorkflowError(f"has an unknown slot “{strangers[0]}”; slots are {', '.join(SLOTS)}")
    return {slot: _places(slot, places, graph) for slot, places in data.items()}


def _places(slot: str, places: Any, graph: Graph) -> tuple[Place, ...]:
    listed = places if isinstance(places, list) and places else [places]
    found = []
    for place in listed:
        node, _, name = place.partition(".") if isinstance(place, str) else ("", "", "")
        if node not in graph or name not in graph[node]["inputs"]:
            raise WorkflowError(f"has a slot “{slot}” whose place “{place}” is not in the workflow")
        found.append((node, name))
    return tuple(found)
