"""The places of a workflow that can be given a name: its nodes' inputs that hold a value."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from webapp.engines.comfyui.workflows import SLOTS, Graph

SLOT_LABELS: Final = {
    "prompt": "Prompt",
    "negative_prompt": "Things to avoid",
    "seed": "Seed",
    "width": "Width",
    "height": "Height",
    "steps": "Steps",
    "guidance": "Guidance scale",
    "sampler": "Sampler",
    "scheduler": "Noise schedule",
    "checkpoint": "Checkpoint",
    "image": "Picture",
    "mask": "Mask",
    "strength": "How much may change",
    "upscaler": "Upscaler",
}
NUMBER_SLOTS: Final = frozenset({"seed", "width", "height", "steps", "guidance", "strength"})
MAX_WORDS_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """An input of a node. `key` is how a workflow's file names it; `words` shows what stands there now."""

    node: str
    name: str
    value: Any

    @property
    def key(self) -> str:
        return f"{self.node}.{self.name}"

    @property
    def is_linked(self) -> bool:
        return isinstance(self.value, list)

    @property
    def words(self) -> str:
        if self.is_linked:
            return "comes from another node"
        text = " ".join(str(self.value).split())
        return f"now {text[:MAX_WORDS_CHARS]}{'…' if len(text) > MAX_WORDS_CHARS else ''}" if text else "now empty"

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots whose values fit here."""
        if self.is_linked:
            return SLOTS
        is_number = isinstance(self.value, int | float)
        return tuple(slot for slot in SLOTS if (slot in NUMBER_SLOTS) == is_number)


@dataclass(frozen=True, slots=True)
class Node:
    """A node with inputs to name."""

    id: str
    kind: str
    title: str
    places: tuple[Place, ...]

    @property
    def label(self) -> str:
        return f"{self.title or self.kind} · {self.id}"


def nodes_of(graph: Graph, named: Collection[str] = ()) -> list[Node]:
    """Returns the nodes that have inputs to name, in the workflow's order.

    Those are texts and numbers, and links only where they are `named` already.
    """
    found = [
        Node(key, str(node["class_type"]), title_of(node), _places(key, node, named)) for key, node in graph.items()
    ]
    return [node for node in found if node.places]


def unnameable(graph: Graph) -> list[str]:
    """Returns the ids of nodes whose inputs cannot be named: a dot parts the node from the input."""
    return [key for key in graph if "." in key]


def title_of(node: Any) -> str:
    """Returns the title somebody gave to a node in the editor."""
    about = node.get("_meta")
    title = about.get("title") if isinstance(about, dict) else None
    return title[:MAX_WORDS_CHARS] if isinstance(title, str) else ""


def _places(key: str, node: Any, named: Collection[str]) -> tuple[Place, ...]:
    if "." in key:
        return ()
    places = (Place(key, name, value) for name, value in node["inputs"].items())
    return tuple(place for place in places if _can_be_named(place) or place.key in named)


def _can_be_named(place: Place) -> bool:
    return isinstance(place.value, str | int | float) and not isinstance(place.value, bool)
