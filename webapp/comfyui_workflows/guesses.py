"""Which places of a workflow are likely meant for what, judged by its nodes and by how they are linked."""

from collections.abc import Iterator
from typing import Any, Final

from webapp.comfyui_workflows.places import Node, Place, nodes_of, title_of
from webapp.engines.comfyui.workflows import Graph

TEXT_INPUTS: Final = frozenset({"text", "text_g", "text_l", "clip_l", "t5xxl", "prompt", "string", "value"})
SAMPLER_INPUTS: Final = {
    "seed": "seed",
    "noise_seed": "seed",
    "steps": "steps",
    "sampler_name": "sampler",
    "scheduler": "scheduler",
}
Slots = dict[str, list[str]]


def guessed_slots(graph: Graph, operation: str) -> Slots:
    """Returns places by slot, as good as can be told; each place in one slot at most."""
    words = _words(graph)
    has_guidance_node = any(node["class_type"] == "FluxGuidance" for node in graph.values())
    found: Slots = {}
    for node in nodes_of(graph):
        for place in node.places:
            slot = words.get(place.key) or _slot(node, place, operation, has_guidance_node)
            if slot in place.slots:
                found.setdefault(slot, []).append(place.key)
    return found


def _slot(node: Node, place: Place, operation: str, has_guidance_node: bool) -> str:
    name, kind = place.name, node.kind
    if name in SAMPLER_INPUTS:
        return SAMPLER_INPUTS[name]
    if (name == "cfg" and not has_guidance_node) or (kind, name) == ("FluxGuidance", "guidance"):
        return "guidance"
    if name in ("width", "height") and _sets_the_size(kind, operation):
        return name
    if (kind, name) == ("UpscaleModelLoader", "model_name"):
        return "upscaler"
    if operation == "generate":
        return ""
    if name == "image" and kind in ("LoadImage", "LoadImageMask"):
        return "mask" if kind == "LoadImageMask" or "mask" in node.title.lower() else "image"
    return "strength" if name == "denoise" else ""


def _sets_the_size(kind: str, operation: str) -> bool:
    return (kind.startswith("Empty") and "Latent" in kind) or (operation != "generate" and kind == "ImageScale")


def _words(graph: Graph) -> dict[str, str]:
    """Returns the texts by place: what leads to an input "negative" is to be avoided, others are wished for."""
    found = {}
    for slot, names in (("negative_prompt", ("negative",)), ("prompt", ("positive", "conditioning"))):
        for node in graph.values():
            for name in names:
                for key, place in _texts_behind(graph, node["inputs"].get(name)):
                    found[place] = slot if "negative" not in title_of(graph[key]).lower() else "negative_prompt"
    return found


def _texts_behind(graph: Graph, link: Any) -> Iterator[tuple[str, str]]:
    """Goes back along the links and yields each text's node and place."""
    links, seen = [link], set()
    while links:
        match links.pop():
            case [str(key), output] if key in graph and key not in seen:
                seen.add(key)
            case _:
                continue
        for name, value in _on_the_way(graph[key]["inputs"], output):
            if isinstance(value, list):
                links.append(value)
            elif isinstance(value, str) and name in TEXT_INPUTS:
                yield key, f"{key}.{name}"


def _on_the_way(inputs: Any, output: Any) -> list[tuple[str, Any]]:
    """Returns the inputs that an output is made of: nodes that pass both kinds of words on do so one by one."""
    if "positive" in inputs and "negative" in inputs:
        chosen = "negative" if output == 1 else "positive"
        return [(chosen, inputs[chosen])]
    return list(inputs.items())
