"""When the outcome is asked for, by a clock of the test's own."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.engines.contract import Told
from webapp.engines.comfyui import wait
from webapp.engines.comfyui.story import Story
from webapp.engines.errors import EngineError, Unreachable
from webapp.engines.http import Answer

ENTRY = {"outputs": {}}
GONE: dict[str, Any] = {"queue_running": [], "queue_pending": []}
RUNNING: dict[str, Any] = {"queue_running": [[0, "ours"]], "queue_pending": []}
SECOND: dict[str, Any] = {"queue_running": [], "queue_pending": [[4, "ours"], [3, "another"]]}


class Server:
    """Answers from a list, each answer taking `takes_s` seconds of the test's clock."""

    def __init__(self, *answers: Any, takes_s: float = 0.0) -> None:
        self.answers = list(answers)
        self.takes_s = takes_s
        self.now = 1000.0

    def get(self, path: str, total_s: float) -> Answer:
        self.now += self.takes_s
        answer = self.answers.pop(0)
        if isinstance(answer, EngineError):
            raise answer
        return Answer(200, {}, json.dumps(answer).encode())


class News:
    """Says one batch of messages a tick, and is lost when there are none at all."""

    def __init__(self, *batches: list[str], server: Server) -> None:
        self.batches = list(batches)
        self.server = server
        self.is_lost = not batches

    def messages(self, wait_s: float) -> Iterator[str]:
        self.server.now += wait_s
        yield from self.batches.pop(0) if self.batches else []


def _wait(server: Server, news: News, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(wait.time, "monotonic", lambda: server.now)
    told = Told()
    assert wait.wait_for("ours", server, news, Story("ours", {}), told) == ENTRY  # type: ignore[arg-type]
    return told


def test_what_finishes_between_two_questions_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server({}, GONE, {"ours": ENTRY})
    _wait(server, News(server=server), monkeypatch)


def test_being_away_twice_for_a_moment_is_borne(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(Unreachable(), {}, RUNNING, Unreachable(), {"ours": ENTRY}, takes_s=20)
    _wait(server, News(server=server), monkeypatch)


def test_the_place_in_line_is_not_told_any_more_once_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server({}, SECOND, {"ours": ENTRY})
    begins = json.dumps({"type": "execution_start", "data": {"prompt_id": "ours"}})
    told = _wait(server, News([], [], [begins], server=server), monkeypatch)
    assert told.stages[:3] == ["Waiting for ComfyUI", "In ComfyUI's line · 2", "Drawing"]


def test_with_a_websocket_the_history_is_asked_every_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server({}, RUNNING, {}, RUNNING, {"ours": ENTRY})
    _wait(server, News(*[[]] * 20, server=server), monkeypatch)
    assert server.now == pytest.approx(1000 + 2 * wait.ASK_EVERY_S, abs=0.1)
