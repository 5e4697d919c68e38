"""Parts that are forks are kept running and ended like parts that are commands."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runtime.processes import ROOT, lives, pids_in, read, wait_until


@pytest.fixture
def crew(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A supervisor with two forks, both running; nothing of it outlives the test."""
    with (tmp_path / "log").open("w") as log:
        command = [sys.executable, "-m", "tests.runtime.crew", str(tmp_path)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    wait_until(lambda: pids_in(tmp_path / "first") and pids_in(tmp_path / "second"))
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize(("does", "code"), [("None", 0), ("1 / 0", 1), ("sys.exit(3)", 3)])
def test_a_fork_never_goes_on_with_its_parents_code(does: str, code: int) -> None:
    script = f"import sys; from webapp.runtime.fork import Fork; fork = Fork(lambda: {does}); print(fork.wait(9))"
    answer = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout == f"{code}\n"


def alive(folder: Path) -> list[int]:
    return [pid for name in ("first", "second") for pid in pids_in(folder / name) if lives(pid)]


def test_a_killed_one_comes_back_and_the_other_stays(crew: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    first, second = alive(tmp_path)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: len(pids_in(tmp_path / "first")) == 2)
    assert second in alive(tmp_path)
    assert "first stopped by itself" in read(tmp_path / "log")


def test_one_that_fails_says_why_and_is_tried_again(crew: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    (tmp_path / "fail").touch()
    os.kill(alive(tmp_path)[0], signal.SIGKILL)
    wait_until(lambda: "It fails as it was asked to" in read(tmp_path / "log"))
    (tmp_path / "fail").unlink()
    wait_until(lambda: len(alive(tmp_path)) == 2)


def test_a_polite_stop_ends_all(crew: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    crew.terminate()
    assert crew.wait(5) == 0
    assert read(tmp_path / "closed") == "closed\n"
    assert alive(tmp_path) == []


def test_nothing_outlives_a_killed_crew(crew: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    crew.kill()
    wait_until(lambda: not alive(tmp_path), 5)


def test_each_has_a_session_of_its_own(crew: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    assert [os.getsid(pid) for pid in alive(tmp_path)] == alive(tmp_path)
