"""Steps that were kept are done to other pictures, one after the other."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.chains.scene import edited_twice, keep, runs_in, work
from tests.operations import BrushEngine
from tests.scene import fresh, hang, requests_in
from webapp.engines.errors import BadOutput
from webapp.models import Image, User
from webapp.pipeline import chains


def test_three_pictures_go_all_the_way(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)))
    others = [hang(app, alice, width_px=48, height_px=32) for _ in range(3)]
    answer = as_alice.post("/edit/steps/", data={"chain": chain, "ids": [str(each) for each in others]})
    assert answer.headers["Location"] == "/edit/steps/runs/"
    work(app)
    runs = runs_in(app)
    assert [(run.status, run.step) for run in runs] == [("done", 2)] * 3
    for run in runs:
        made = fresh(app, Image, run.image_id)
        assert (made.width_px, made.height_px, made.generation_type) == (144, 96, "upscale_fast")
        between = fresh(app, Image, made.parent_id)  # type: ignore[arg-type]
        assert (between.generation_type, between.parent_id) == ("erase", run.source_image_id)


def test_the_mask_is_stretched_to_a_larger_picture(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)))
    other = edited_twice(app, as_alice, hang(app, alice))
    brush.requests.clear()
    as_alice.post("/edit/steps/", data={"chain": chain, "ids": str(other)})
    work(app)
    (run,) = runs_in(app)
    assert run.status == "done"
    assert (fresh(app, Image, run.image_id).width_px, len(brush.requests)) == (432, 2)


def test_a_failure_stops_it_with_the_parts_done_kept_and_it_goes_on_from_there(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)))
    as_alice.post("/edit/steps/", data={"chain": chain, "ids": str(hang(app, alice))})
    work(app, rounds=1)
    drawing = BrushEngine.run

    def broken(*_: object) -> None:
        raise BadOutput

    monkeypatch.setattr(BrushEngine, "run", broken)
    work(app, rounds=2)
    (run,) = runs_in(app)
    assert (run.status, run.step) == ("stopped", 1)
    assert fresh(app, Image, run.image_id).generation_type == "erase"
    assert "Go on from here" in as_alice.get("/edit/steps/runs/").text
    monkeypatch.setattr(BrushEngine, "run", drawing)
    as_alice.post(f"/edit/steps/runs/{run.id}/go-on/")
    work(app)
    (run,) = runs_in(app)
    assert (run.status, run.step, fresh(app, Image, run.image_id).width_px) == ("done", 2, 144)


def test_cut_off_between_asking_and_noting_it_asks_only_once(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)))
    before = len(requests_in(app))
    with monkeypatch.context() as cut:
        cut.setattr(chains, "_move", lambda *_args, **_values: True)
        as_alice.post("/edit/steps/", data={"chain": chain, "ids": str(hang(app, alice))})
    assert runs_in(app)[0].request_id is None
    work(app)
    assert runs_in(app)[0].status == "done"
    assert len(requests_in(app)) == before + 2


def test_stopped_by_hand_it_asks_for_nothing_more(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)))
    as_alice.post("/edit/steps/", data={"chain": chain, "ids": str(hang(app, alice))})
    (run,) = runs_in(app)
    as_alice.post(f"/edit/steps/runs/{run.id}/stop/")
    asked = len(requests_in(app))
    work(app)
    assert (runs_in(app)[0].status, len(requests_in(app))) == ("stopped", asked)


def test_with_a_full_queue_it_waits_and_goes_on(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)))
    app.config["MAX_RUNNING_PER_USER"] = 1
    ids = [str(hang(app, alice)) for _ in range(3)]
    as_alice.post("/edit/steps/", data={"chain": chain, "ids": ids})
    work(app, rounds=8)
    assert [run.status for run in runs_in(app)] == ["done"] * 3


def test_what_comes_with_the_studio_enlarges_a_selection(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    ids = [str(hang(app, alice)) for _ in range(2)]
    chosen = as_alice.post("/user-images/bulk/", data={"action": "steps", "ids": ids})
    page = as_alice.get(chosen.headers["Location"]).text
    assert page.count(" checked") == 3
    assert "Enlarge 4 times" in page
    as_alice.post("/edit/steps/", data={"chain": "enlarge-4", "ids": ids})
    assert [run.status for run in runs_in(app)] == ["running"] * 2


def test_pictures_of_others_are_passed_by(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, brush: BrushEngine
) -> None:
    theirs = hang(app, bob, visibility="public", allows_remix=True)
    answer = as_alice.post("/edit/steps/", data={"chain": "enlarge-2", "ids": str(theirs)})
    assert answer.status_code == 422
    assert "Choose one picture or more" in answer.text
    assert runs_in(app) == []


def test_chains_of_others_are_not_to_be_had(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User, brush: BrushEngine
) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)), "Secret steps")
    assert "Secret steps" not in as_bob.get("/edit/steps/").text
    answer = as_bob.post("/edit/steps/", data={"chain": chain, "ids": str(hang(app, bob))})
    assert answer.status_code == 422
    assert runs_in(app) == []
