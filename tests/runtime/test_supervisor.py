"""The supervisor restarts what dies, and when it ends, however it ends, nothing is left."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.runtime.processes import lives, pids_in, read, studio, wait_until

STUBBORN = 'trap "" TERM; while :; do sleep 0.1; done'


def test_a_killed_part_comes_back(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with studio(f"echo $$ >> {pids}; exec sleep 1000"):
        wait_until(lambda: len(pids_in(pids)) == 1)
        os.kill(pids_in(pids)[0], signal.SIGKILL)
        wait_until(lambda: len(pids_in(pids)) == 2)
        assert lives(pids_in(pids)[1])


def test_what_a_killed_part_left_behind_ends_before_it_comes_back(tmp_path: Path) -> None:
    pids, leftover = tmp_path / "pids", tmp_path / "leftover"
    with studio(f"echo $$ >> {pids}; set -m; sleep 1000 & echo $! >> {leftover}; wait"):
        wait_until(lambda: pids_in(leftover))
        os.kill(pids_in(pids)[0], signal.SIGKILL)
        wait_until(lambda: len(pids_in(pids)) == 2)
        assert not lives(pids_in(leftover)[0])


def test_a_part_that_keeps_dying_is_started_less_and_less_often(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    with studio(f"date +%s.%N >> {starts}; exit 1"):
        wait_until(lambda: len(read(starts).split()) >= 3)
    first, second, third = (float(moment) for moment in read(starts).split()[:3])
    assert second - first > 0.4
    assert third - second > 0.9


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_polite_stop_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    pids = tmp_path / "pids"
    part = f"echo $$ >> {pids}; exec sleep 1000"
    with studio(part, part, f"last:{part}") as process:
        wait_until(lambda: len(pids_in(pids)) == 3)
        asked = time.monotonic()
        process.send_signal(number)
        assert process.wait(10) == 0
        assert time.monotonic() - asked < 5
    assert not any(lives(pid) for pid in pids_in(pids))


def test_what_will_not_stop_is_killed_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with studio(f"set -m; (trap '' TERM; echo $BASHPID >> {pids}; {STUBBORN}) & {STUBBORN}", patience_s=0.5) as process:
        wait_until(lambda: pids_in(pids))
        process.terminate()
        assert process.wait(5) == 0
    assert not any(lives(pid) for pid in pids_in(pids))


def test_what_the_others_need_stops_last(tmp_path: Path) -> None:
    order, ready = tmp_path / "order", tmp_path / "ready"
    wait = f"echo 1 >> {ready}; while :; do sleep 0.05; done"
    needed = f"last:trap 'echo needed >> {order}; exit' TERM; {wait}"
    with studio(needed, f"trap 'sleep 0.3; echo user >> {order}; exit' TERM; {wait}") as process:
        wait_until(lambda: len(pids_in(ready)) == 2)
        process.terminate()
        process.wait(10)
    assert read(order).split() == ["user", "needed"]


def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    polite = f"echo $$ >> {pids}; exec sleep 1000"
    stubborn = f"set -m; (trap '' TERM; echo $BASHPID >> {pids}; {STUBBORN}) & {STUBBORN}"
    with studio(polite, stubborn, patience_s=0.5) as process:
        wait_until(lambda: len(pids_in(pids)) == 2)
        process.kill()
        wait_until(lambda: not any(lives(pid) for pid in pids_in(pids)))
