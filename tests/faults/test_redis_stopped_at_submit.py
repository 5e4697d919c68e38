"""Redis is away when somebody submits: they are told at once, and the picture is made when it is back."""

import signal
import time

from tests.faults.harness import Browser, Studio
from webapp.models import User

ANSWERS_WITHIN_S = 2.0


def test_the_request_waits_in_the_database(studio: Studio, alice: User) -> None:
    studio.start_web()
    studio.start_worker()
    studio.start_upkeep()
    browser = Browser(studio, "Alice")
    page, filled = browser.form()
    studio.stop_redis()
    asked = time.monotonic()
    answer = browser.post("/generate/", page, **filled)
    assert time.monotonic() - asked < ANSWERS_WITHIN_S
    assert answer.ok
    assert "waiting for the worker service" in answer.text
    request_id = studio.only_request()
    studio.start_redis()
    studio.wait_for(request_id, "completed")
    studio.assert_whole(request_id, 1)
    assert "/images/" in browser.get(f"/status/{request_id}/").text


def test_a_redis_that_hangs_holds_nobody_up(studio: Studio, alice: User) -> None:
    studio.start_web()
    browser = Browser(studio, "Alice")
    page, filled = browser.form()
    studio.freeze_redis(signal.SIGSTOP)
    asked = time.monotonic()
    answer = browser.post("/generate/", page, **filled)
    took_s = time.monotonic() - asked
    studio.freeze_redis(signal.SIGCONT)
    assert answer.ok
    assert took_s < ANSWERS_WITHIN_S
    assert studio.row(studio.only_request()).status == "queued"
