"""ComfyUI's line of prompts: whether ours is still in it, at which place, and how to leave it."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from webapp.engines.errors import EngineError
from webapp.engines.http import Client

ASK_S: Final = 5.0
RUNNING: Final = 0


def place_in_line(client: Client, prompt_id: str) -> int | None:
    """Returns 0 when the prompt is being drawn, its place from 1 while it waits, None when it is not there.

    Raises an EngineError when the server does not answer.
    """
    told = client.get("/queue", total_s=ASK_S).json()
    lists = told if isinstance(told, Mapping) else {}
    if prompt_id in _ids(lists.get("queue_running")):
        return RUNNING
    # What waits is a heap: the number in front of each tells the order.
    waiting = sorted(_entries(lists.get("queue_pending")), key=lambda entry: entry[0])
    ids = [entry[1] for entry in waiting]
    return ids.index(prompt_id) + 1 if prompt_id in ids else None


def leave_line(client: Client, prompt_id: str) -> None:
    """Takes the prompt out of the line, or interrupts it when it is being drawn; silent when it is too late.

    Old versions interrupt whatever is drawn, so that it is asked for only while that is ours.
    """
    with suppress(EngineError):
        client.post("/queue", json={"delete": [prompt_id]}, total_s=ASK_S)
        if place_in_line(client, prompt_id) == RUNNING:
            client.post("/interrupt", json={"prompt_id": prompt_id}, total_s=ASK_S)


def forget(client: Client, prompt_id: str) -> None:
    """Takes a finished prompt, with its words, out of the server's history."""
    with suppress(EngineError):
        client.post("/history", json={"delete": [prompt_id]}, total_s=ASK_S)


def _ids(entries: Any) -> list[str]:
    return [entry[1] for entry in _entries(entries)]


def _entries(entries: Any) -> list[tuple[float, str]]:
    listed = entries if isinstance(entries, list) else []
    return [
        (entry[0], entry[1])
        for entry in listed
        if isinstance(entry, list)
        and len(entry) > 1
        and isinstance(entry[0], int | float)
        and isinstance(entry[1], str)
    ]
