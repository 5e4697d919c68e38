"""A worker's hold on a request: one at a time, signed by its job, ended when the person or another says so."""

import threading

import pytest
from flask import Flask

from tests.pipeline.wishes import asked, fresh
from tests.runtime.processes import wait_until
from webapp.models import User
from webapp.pipeline import lease, status
from webapp.pipeline.lease import Heartbeat, claim, give_back

pytestmark = pytest.mark.usefixtures("quick")


def test_of_many_workers_one_gets_it(context: Flask, alice: User) -> None:
    row = asked(alice, "key-many")
    won: list[str] = []
    together = threading.Barrier(8)

    def try_it() -> None:
        with context.app_context():
            together.wait()
            token = claim(row.id)
            if token:
                won.append(token)

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert fresh(row).lease_token == won[0]


def test_it_is_given_back_by_its_holder_alone(context: Flask, alice: User) -> None:
    row = asked(alice, "key-back")
    token = claim(row.id)
    assert token
    assert not give_back(row.id, "somebody-else")
    assert give_back(row.id, token)
    assert (fresh(row).status, fresh(row).dispatched_at, fresh(row).recoveries) == ("queued", None, 0)


def test_the_heart_beats_while_the_work_lasts(context: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "HEARTBEAT_S", 0.02)
    row = asked(alice, "key-beats")
    token = claim(row.id)
    assert token
    with Heartbeat(context, row.id, token):
        wait_until(lambda: fresh(row).heartbeat >= 3)
    after = fresh(row).heartbeat
    assert not status.beat(row.id, "somebody-else")
    assert fresh(row).heartbeat == after


@pytest.mark.parametrize("end", ["completed", "failed", "cancelled", "unknown"])
def test_an_end_is_final(context: Flask, alice: User, end: str) -> None:
    row = asked(alice, "key-end")
    token = claim(row.id)
    assert status.move(row.id, end, held_by=token)
    ended = fresh(row)
    assert ended.lease_token is None
    assert ended.finished_at is not None
    for other in ("running", "completed", "cancelled", "queued"):
        assert not status.move(row.id, other)
    assert not status.change(row.id, progress=0.5)
    assert claim(row.id) is None
    assert (fresh(row).status, fresh(row).version) == (end, ended.version)
