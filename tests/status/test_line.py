"""How long the wait is, by the workers who can end it."""

import pytest
from flask import Flask

from tests.cast import QuickEngine
from tests.scene import ask
from webapp import line
from webapp.engines import registry
from webapp.line import Place
from webapp.models import User
from webapp.runtime import checks


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch, quick: QuickEngine) -> dict[str, int]:
    """How many work on each line; the quick engine's is one of its own."""
    counts = {"images": 2}
    monkeypatch.setitem(registry.QUEUES, "quick", "gpu")
    for module in (line, checks):
        monkeypatch.setattr(module, "worker_count", lambda name="images": counts.get(name, 0))
    return counts


def test_each_line_has_its_own_places_and_workers(app: Flask, alice: User, at_work: dict[str, int]) -> None:
    first, second = (ask(app, alice, model_backend="builtin") for _ in range(2))
    apart = ask(app, alice)
    with app.app_context():
        places = line.places()
        assert (places[first], places[second]) == (Place(1, 1.0), Place(2, 2.0))
        assert places[apart] == Place(1, 2.0, is_held_up=True)
        at_work["gpu"] = 1
        assert line.places()[apart] == Place(1, 2.0)


def test_the_doctor_misses_workers_of_a_line_of_its_own(app: Flask, at_work: dict[str, int]) -> None:
    with app.app_context():
        remarks = list(checks.queue(app.extensions["settings"]))
        assert [remark.is_broken for remark in remarks] == [False, True]
        assert "nobody works for Quick" in remarks[1].sentence
        assert "make worker QUEUES=gpu" in remarks[1].sentence
        at_work["gpu"] = 1
        assert [remark.sentence for remark in checks.queue(app.extensions["settings"])][1] == "1 at work for Quick."
