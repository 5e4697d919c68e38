"""A studio for measuring: its own folder and Redis, one person signed in, as many pictures as wanted."""

import logging
import os
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from PIL import Image as Pixels

from tests.cast import make_user, sign_in
from webapp.app import create_app
from webapp.cli import register_commands
from webapp.config import Settings, load_settings
from webapp.demo.drawings import keep
from webapp.demo.fill import add_people, fill
from webapp.engines.types import Picture
from webapp.media import storage
from webapp.models import User
from webapp.styles.seed import seed_styles
from webapp.theme_helpers.seed import seed_themes

SECRET = "bench-only-0123456789-abcdefghijklmnop"


def environment(folder: Path, redis_url: str, port: int = 8000) -> dict[str, str]:
    """What its processes are started with."""
    unset = dict.fromkeys(("DATABASE_URL", "STORAGE_URL", "MEDIA_ROOT"), "")
    own = {"DATA_DIR": str(folder), "REDIS_URL": redis_url, "SECRET_KEY": SECRET, "PORT": str(port)}
    return {**os.environ, **unset, **own, "ATELIER_ENV_FILE": "", "LOG_LEVEL": "warning", "PYTHONPATH": "."}


def settings(folder: Path, redis_url: str, database_url: str = "") -> Settings:
    given = {"data_dir": folder, "redis_url": redis_url, "database_url": database_url}
    return load_settings(_env_file=None, secret_key=SECRET, log_level="warning", **given)


def make_studio(folder: Path, redis_url: str, database_url: str = "") -> Flask:
    """Makes a studio with its tables and styles, on SQLite unless an empty PostgreSQL database is given."""
    folder.mkdir(parents=True)
    app = create_app(settings(folder, redis_url, database_url), WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    register_commands(app)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with app.app_context():
        upgrade()
        storage().set_up()
        seed_styles()
        seed_themes()
    return app


def add_person(app: Flask, name: str = "Bea Bench") -> User:
    with app.app_context():
        return make_user(name)


def client_of(app: Flask, person: User) -> FlaskClient:
    return sign_in(app.test_client(), person)


def add_pictures(app: Flask, count: int, person: User) -> None:
    """Fills the studio: the person and twenty others own `count` pictures of several shapes."""
    with app.app_context():
        sizes = ((96, 64), (64, 96), (80, 80), (96, 54))
        drawings = [keep(Picture(Pixels.new("RGB", size, (90, 140, 200)), 1), "bench") for size in sizes]
        fill(count, [person.id, *add_people(20)], drawings)
