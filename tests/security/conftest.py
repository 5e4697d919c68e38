"""The studio with its CSRF checks and limits on; SQLite alone, because no database decides what is tested here."""

import shutil
from pathlib import Path

import pytest
from flask import Flask


@pytest.fixture
def database_url(tmp_path: Path, empty_sqlite: Path) -> str:
    return f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'atelier.db')}"


@pytest.fixture
def app(app: Flask) -> Flask:
    app.config.update(WTF_CSRF_ENABLED=True, RATELIMIT_ENABLED=True)
    return app
