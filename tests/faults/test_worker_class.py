"""Which kind of worker serves a line: one that forks for each picture, or one that keeps its model."""

import sys

import pytest

from tasks.worker import ForkWorker, ResidentWorker, worker_class
from webapp.config import load_settings


@pytest.mark.parametrize(
    ("wanted", "queues", "platform", "kind"),
    [
        ("", ["images"], "linux", ForkWorker),
        ("", ["images"], "darwin", ResidentWorker),
        ("resident", ["images"], "linux", ResidentWorker),
        ("fork", ["images"], "darwin", ForkWorker),
        ("fork", ["gpu"], "linux", ResidentWorker),
        ("", ["images", "gpu"], "linux", ResidentWorker),
    ],
)
def test_a_model_in_a_graphics_card_is_never_forked(
    monkeypatch: pytest.MonkeyPatch, wanted: str, queues: list[str], platform: str, kind: type
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert worker_class(load_settings(_env_file=None, worker_class=wanted), queues) is kind
