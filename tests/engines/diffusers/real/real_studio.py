"""From a wish to a stored picture with the real library: what waits in the same shape comes from one call."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.engines.diffusers.real.tiny import save_sd
from tests.pipeline.wishes import asked, fresh
from webapp.engines import registry
from webapp.engines.diffusers.engine import Diffusers
from webapp.extensions import db
from webapp.models import Image, User
from webapp.pipeline import submit
from webapp.pipeline.run import run


@pytest.fixture
def model(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Diffusers]:
    before = dict(registry._options)
    registry.configure({"diffusers_model": str(save_sd(tmp_path / "sd")), "diffusers_device": "cpu"})
    monkeypatch.setattr(submit, "dispatch", lambda: 0)
    made = registry.engine("diffusers")
    assert isinstance(made, Diffusers)
    yield made
    registry.configure(before)


def test_three_wishes_are_drawn_in_one_call(context: Flask, alice: User, bob: User, model: Diffusers) -> None:
    model._backend.max_batch = 4
    wanted = {"model_backend": "diffusers", "width_px": 128, "height_px": 64, "steps": 3}
    rows = [asked(person, name, prompt=name, **wanted) for person, name in ((alice, "a boat"), (bob, "a cat"))]
    rows.append(asked(alice, "two hats", num_outputs=2, **wanted))
    run(rows[0].id)
    assert [fresh(row).status for row in rows] == ["completed"] * 3
    assert {(image.width_px, image.height_px) for image in db.session.query(Image)} == {(128, 64)}
    assert db.session.query(Image).count() == 4
