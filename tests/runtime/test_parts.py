"""Each part can run on its own, on hosts that run one part."""

import os
import sys

import pytest
from flask import Flask

from webapp import cli
from webapp.config import load_settings
from webapp.runtime import parts


def commands_run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """What `flask ARGUMENTS` turns this process into."""
    became: list[tuple[str, ...]] = []
    monkeypatch.setattr(os, "execve", lambda _path, command, _environment: became.append(command))
    app = Flask("studio")
    app.extensions["settings"] = load_settings(port=8765, host="127.0.0.1", web_processes=3)
    cli.register_commands(app)
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 0, result.output
    return list(became[0])


def test_a_worker_of_some_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands_run(monkeypatch, "worker", "images") == [sys.executable, "-m", "tasks.worker", "images"]


def test_a_worker_of_all_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands_run(monkeypatch, "worker") == [sys.executable, "-m", "tasks.worker"]


def test_upkeep(monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands_run(monkeypatch, "upkeep") == [sys.executable, "-m", "tasks.upkeep"]


def test_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands_run(monkeypatch, "up")[2] == "webapp.runtime.up"


def test_the_web_server_listens_where_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    command = " ".join(commands_run(monkeypatch, "web"))
    for words in ("--host 127.0.0.1", "--port 8765", "--workers 3", "--backlog 4096", "--backpressure 8000"):
        assert words in command
    assert command.endswith("webapp.asgi:app")


def test_what_works_on_one_host_is_forked_from_one_process() -> None:
    settings = load_settings(_env_file=None, workers=3, worker_class="fork")
    assert [part.command[1:] for part in parts.behind_the_web(settings)] == [("-m", "tasks.crew", "3")]


def test_the_upkeep_alone_needs_nobody_to_fork_it() -> None:
    settings = load_settings(_env_file=None, workers=0, worker_class="fork")
    assert [part.name for part in parts.behind_the_web(settings)] == ["upkeep"]


def test_where_forking_is_not_safe_each_loads_the_studio_itself() -> None:
    settings = load_settings(_env_file=None, workers=2, worker_class="resident", diffusers_model="some/model")
    names = [part.name for part in parts.behind_the_web(settings)]
    assert names == ["worker-1", "worker-2", "upkeep", "worker-gpu"]


def test_workers_have_names_to_tell_them_apart() -> None:
    assert [parts.worker(number).name for number in (1, 2)] == ["worker-1", "worker-2"]
