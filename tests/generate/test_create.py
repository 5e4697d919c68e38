"""Describing a picture makes a request, at once and once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine, sign_in
from tests.scene import PART, composed, requests_in
from webapp.models import User
from webapp.queue import QueueAway, waiting_ids


def test_it_becomes_a_request_and_lies_in_the_queue(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    answer = as_alice.post("/generate/", data=composed(as_alice, seed="7", steps="20", negative_prompt="fog"))
    (made,) = requests_in(app)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/status/{made.id}/")
    assert (made.prompt, made.negative_prompt, made.width_px, made.height_px) == ("a red boat", "fog", 96, 64)
    assert (made.num_outputs, made.seed, made.steps, made.model_backend) == (2, 7, 20, "quick")
    with app.app_context():
        assert waiting_ids() == {str(made.id)}


def test_htmx_gets_its_tile_and_a_fresh_composer(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    form = composed(as_alice)
    answer = as_alice.post("/generate/", data=form, headers=PART)
    (made,) = requests_in(app)
    assert answer.status_code == 200
    assert f'id="request-{made.id}"' in answer.text
    assert "1 running" in answer.text
    assert form["idempotency_key"] not in answer.text


def test_a_shape_stands_for_its_pixels(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    as_alice.post("/generate/", data=composed(as_alice, shape="16:9", width="1", height="x1"))
    as_alice.post("/generate/", data=composed(as_alice, shape="16:9"))
    assert {(made.width_px, made.height_px) for made in requests_in(app)} == {(1344, 756)}


@pytest.mark.parametrize("size", [("513", "7"), ("64", "63"), ("2049", "64"), ("0", "0"), ("99999", "64")])
def test_a_free_size_has_bounds(app: Flask, as_alice: FlaskClient, quick: QuickEngine, size: tuple[str, str]) -> None:
    answer = as_alice.post("/generate/", data=composed(as_alice, width=size[0], height=size[1]))
    assert answer.status_code == 422
    assert "draws sides from 64 to 2048" in answer.text
    assert requests_in(app) == []


def test_twice_is_once(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    form = composed(as_alice)
    first, second = (as_alice.post("/generate/", data=form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(requests_in(app)) == 1


def test_many_at_the_same_moment_are_once(app: Flask, alice: User, as_alice: FlaskClient, quick: QuickEngine) -> None:
    form = composed(as_alice)
    browsers = [sign_in(app.test_client(), alice) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda browser: browser.post("/generate/", data=form), browsers))
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(requests_in(app)) == 1


def test_the_same_key_of_two_people_makes_two(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, quick: QuickEngine
) -> None:
    form = composed(as_alice)
    as_alice.post("/generate/", data=form)
    as_bob.post("/generate/", data=form)
    assert len({made.user_id for made in requests_in(app)}) == 2


def test_with_the_queue_away_the_request_is_kept(
    app: Flask, as_alice: FlaskClient, quick: QuickEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise QueueAway

    monkeypatch.setattr("webapp.pipeline.dispatch.enqueue", away)
    answer = as_alice.post("/generate/", data=composed(as_alice), follow_redirects=True)
    (made,) = requests_in(app)
    assert (made.status, made.dispatched_at) == ("queued", None)
    assert "waiting for the worker service" in answer.text


def test_a_full_queue_is_said_and_the_words_are_kept(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    app.config["MAX_RUNNING_PER_USER"] = 1
    as_alice.post("/generate/", data=composed(as_alice))
    answer = as_alice.post("/generate/", data=composed(as_alice, prompt="the second wish"))
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"
    assert "already have many pictures on the way" in answer.text
    assert "the second wish" in answer.text
    assert len(requests_in(app)) == 1


def test_a_guest_signs_in_first(app: Flask, guest: FlaskClient) -> None:
    assert guest.get("/generate/").status_code in {302, 303}
    assert guest.post("/generate/", data={"prompt": "x"}).status_code in {302, 303}
    assert requests_in(app) == []
