"""The doctor says in plain words what is well and what is missing."""

from pathlib import Path

import pytest
from flask import Flask

from tests.foundry import font, keep, only_fonts_in
from webapp.app import create_app
from webapp.cli import register_commands
from webapp.config import load_settings
from webapp.extensions import db
from webapp.runtime import vendor
from webapp.runtime.prepare import prepare


@pytest.fixture(autouse=True)
def _browser_files_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "is_fresh", lambda: True)


@pytest.fixture
def fonts_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return only_fonts_in(tmp_path / "fonts", monkeypatch)


def make_app(folder: Path, **settings: object) -> Flask:
    chosen = {"data_dir": folder, "redis_url": "", "storage_url": "", "database_url": "", **settings}
    made = create_app(load_settings(**chosen))
    register_commands(made)
    return made


def make_prepared(folder: Path, **settings: object) -> Flask:
    app = make_app(folder, **settings)
    with app.app_context():
        prepare(())
        db.engine.dispose()
    return app


def row(output: str, topic: str) -> str:
    return next(line for line in output.splitlines() if topic in line)


def test_a_prepared_studio_is_fine(tmp_path: Path) -> None:
    result = make_prepared(tmp_path).test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 0, result.output
    assert "BROKEN" not in result.output
    assert "SQLite, up to date" in row(result.output, "Database")
    assert "starts with the studio" in row(result.output, "Queue")
    assert "Sketchbook: ready" in result.output


def test_before_the_first_start_it_says_what_to_run(tmp_path: Path) -> None:
    result = make_app(tmp_path).test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 1
    assert "flask --app wsgi prepare" in row(result.output, "Database")
    assert row(result.output, "Pictures").startswith("BROKEN")


def test_a_redis_that_was_named_and_is_away_is_broken(tmp_path: Path) -> None:
    app = make_prepared(tmp_path, redis_url="redis://:CANARY-password@127.0.0.1:1/0")
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 1
    assert "Check REDIS_URL" in row(result.output, "Queue")
    assert "CANARY" not in result.output


def test_a_full_disk_is_broken(tmp_path: Path) -> None:
    app = make_prepared(tmp_path, min_free_disk_bytes=10**18)
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 1
    assert "make room" in row(result.output, "Data ")


def test_missing_browser_files_are_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "is_fresh", lambda: False)
    result = make_prepared(tmp_path).test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 1
    assert row(result.output, "Browser files").startswith("BROKEN")


def test_a_check_that_fails_outright_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise RuntimeError("CANARY")

    monkeypatch.setattr(vendor, "is_fresh", fail)
    result = make_prepared(tmp_path).test_cli_runner().invoke(args=["doctor"])
    assert "could not be checked" in row(result.output, "Browser files")
    assert "Sketchbook" in result.output
    assert "CANARY" not in result.output


def test_a_data_dir_that_nothing_needed_yet_is_fine(tmp_path: Path) -> None:
    app = make_app(tmp_path / "later", secret_key="k7Jd92mXq0bVt5LzR8wYcH3nPfGs6aUe")
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert row(result.output, "Data ").startswith("fine")


def test_it_says_which_letters_books_can_be_set_in(tmp_path: Path, fonts_folder: Path) -> None:
    said = row(make_app(tmp_path).test_cli_runner().invoke(args=["doctor"]).output, "Letters")
    assert said.startswith("fine")
    assert "the studio's own type. Stories in Chinese, Japanese, Korean, Thai, Hindi need" in said
    assert "on Debian fonts-noto-cjk and fonts-noto-core." in said


def test_it_finds_fonts_where_it_is_told(tmp_path: Path, fonts_folder: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    keep(own, "a.ttf", font("ひア", "Test JP"))
    said = row(make_app(tmp_path, fonts_dir=own).test_cli_runner().invoke(args=["doctor"]).output, "Letters")
    assert "fonts of this host for Japanese. Stories in Chinese, Korean, Thai, Hindi need" in said
