"""ComfyUI: `prompt` is the graph that was run. Its links are followed, since the order of its nodes says nothing."""

from typing import Any

from sd_parsers.parsers import ComfyUIParser

from webapp.pictures_in.recipes.found import Found
from webapp.pictures_in.recipes.parsed import from_parser
from webapp.pictures_in.recipes.values import json_object
from webapp.pictures_in.texts import Texts

MOST_NODES = 5000


def read(texts: Texts) -> Found | None:
    graph = json_object(texts.get("prompt"))
    if graph is None or len(graph) > MOST_NODES:
        return None
    nodes = {key: node for key, node in graph.items() if isinstance(node, dict) and "class_type" in node}
    found = ComfyUIParser().parse({"prompt": nodes, "workflow": {"links": _links(nodes)}})
    return from_parser("ComfyUI", found)


def _links(nodes: dict[str, Any]) -> list[list[Any]]:
    """Returns the links as the editor's file has them: many pictures carry the graph alone."""
    links: list[list[Any]] = []
    for key, node in nodes.items():
        inputs = node.get("inputs")
        for name, value in inputs.items() if isinstance(inputs, dict) else ():
            if isinstance(value, list) and len(value) == 2 and str(value[0]) in nodes:
                links.append([len(links), str(value[0]), value[1], key, 0, "CLIP" if name == "clip" else name.upper()])
    return links
