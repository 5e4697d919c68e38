"""The file `.env` speaks for the environment, and gives way to it."""

import os
from pathlib import Path

import pytest

from webapp import config


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty environment beside a `.env` of our own."""
    file = tmp_path / ".env"
    monkeypatch.setattr(config, "ENV_FILE", str(file))
    monkeypatch.setattr(os, "environ", {})
    return file


def test_its_settings_count(env_file: Path) -> None:
    env_file.write_text("WORKERS=5\nPORT=\n")
    settings = config.load_settings()
    assert (settings.workers, settings.port) == (5, 8000)


def test_the_environment_wins(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("WORKERS=5\n")
    monkeypatch.setitem(os.environ, "WORKERS", "7")
    assert config.load_settings().workers == 7


def test_keys_for_others_reach_the_environment(env_file: Path) -> None:
    env_file.write_text("AWS_ACCESS_KEY_ID=somebody\n")
    config.load_settings()
    assert os.environ["AWS_ACCESS_KEY_ID"] == "somebody"


def test_the_example_is_a_good_file(env_file: Path) -> None:
    env_file.write_text((config.ROOT / ".env.example").read_text())
    assert config.load_settings() == config.Settings()
