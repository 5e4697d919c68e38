"""Waits until a prompt is in the history, telling how far it is meanwhile."""

import time
from collections.abc import Mapping
from typing import Any, Final

from webapp.engines.comfyui.line import place_in_line
from webapp.engines.comfyui.news import News
from webapp.engines.comfyui.story import Story
from webapp.engines.errors import EngineError, Unreachable
from webapp.engines.http import Client, segment
from webapp.engines.types import Report

TICK_S: Final = 0.5
ASK_EVERY_S: Final = 2.0
ASK_S: Final = 10.0
PATIENCE_S: Final = 30.0
LONGEST_S: Final = 3600.0


def wait_for(prompt_id: str, client: Client, news: News, story: Story, report: Report) -> Mapping[str, Any]:
    """Returns the history's entry of a prompt.

    Lets Stopped pass. Raises Unreachable when the server stays away for half a minute or forgot the prompt, and an
    EngineError after an hour.
    """
    asking = _Asking(prompt_id, client, story)
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        for message in news.messages(TICK_S):
            story.take(message)
        report(story.progress, asking.stage(), story.pop_preview())
        entry = asking.entry(is_urgent=story.is_over or news.is_lost)
        if entry is not None:
            return entry
    raise EngineError("ComfyUI did not finish this picture within an hour. Try fewer steps or a smaller size.")


class _Asking:
    """Asks for the outcome now and then, and bears with a server that is away for a moment."""

    def __init__(self, prompt_id: str, client: Client, story: Story) -> None:
        self._prompt_id = prompt_id
        self._client = client
        self._story = story
        self._ask_at = time.monotonic()
        self._away_since: float | None = None
        self._place: int | None = None

    def stage(self) -> str:
        """Returns what a person reads: the place in the server's line until it begins."""
        waits = self._place and not self._story.has_begun
        return f"In ComfyUI's line · {self._place}" if waits else self._story.stage

    def entry(self, *, is_urgent: bool) -> Mapping[str, Any] | None:
        """Returns the outcome once it is there; asks at most every two seconds, more often when `is_urgent`."""
        if not is_urgent and time.monotonic() < self._ask_at:
            return None
        self._ask_at = time.monotonic() + ASK_EVERY_S
        try:
            found = self._history() or self._look_at_the_line()
        except Unreachable:
            self._bear()
            return None
        self._away_since = None
        return found

    def _history(self) -> Mapping[str, Any] | None:
        told = self._client.get(f"/history/{segment(self._prompt_id)}", total_s=ASK_S).json()
        entry = told.get(self._prompt_id) if isinstance(told, Mapping) else None
        return entry if isinstance(entry, Mapping) else None

    def _look_at_the_line(self) -> Mapping[str, Any] | None:
        self._place = place_in_line(self._client, self._prompt_id)
        if self._place is not None:
            return None
        # It may have finished between the two questions.
        found = self._history()
        if found is None:
            raise EngineError("ComfyUI lost this picture: it may have been started anew. Try again.")
        return found

    def _bear(self) -> None:
        now = time.monotonic()
        self._away_since = self._away_since or now
        if now - self._away_since > PATIENCE_S:
            raise Unreachable("ComfyUI does not answer any more. Nothing was charged.")
