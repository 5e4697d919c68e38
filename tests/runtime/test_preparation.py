"""A start waits for the database to be made ready, unless nothing changed since the last one."""

import subprocess
from pathlib import Path

import pytest

from webapp.config import load_settings
from webapp.runtime.preparation import Preparation, PreparationError


class FakeProcess:
    """`flask prepare`, ended with `code`; counts who waited for it."""

    code = 0
    waits = 0

    def __init__(self, *_arguments: object, **_options: object) -> None:
        type(self).waits = 0

    def wait(self) -> int:
        type(self).waits += 1
        return self.code


@pytest.fixture(autouse=True)
def _no_real_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", FakeProcess)
    monkeypatch.setattr(FakeProcess, "code", 0)


def waits_of_a_start(folder: Path, **settings: object) -> int:
    """How often a start waits before it opens its door."""
    preparation = Preparation(load_settings(data_dir=folder, **settings))
    preparation.wait_if_needed()
    waited = FakeProcess.waits
    preparation.wait()
    return waited


def test_a_first_start_waits(tmp_path: Path) -> None:
    assert waits_of_a_start(tmp_path) == 1


def test_a_second_one_does_not(tmp_path: Path) -> None:
    waits_of_a_start(tmp_path)
    assert waits_of_a_start(tmp_path) == 0


def test_one_with_another_database_waits(tmp_path: Path) -> None:
    waits_of_a_start(tmp_path)
    assert waits_of_a_start(tmp_path, database_url=f"sqlite:///{tmp_path}/other.db") == 1


def test_a_failure_is_told_and_not_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits_of_a_start(tmp_path)
    monkeypatch.setattr(FakeProcess, "code", 1)
    with pytest.raises(PreparationError, match="the lines above say why"):
        waits_of_a_start(tmp_path)
    monkeypatch.setattr(FakeProcess, "code", 0)
    assert waits_of_a_start(tmp_path) == 1
