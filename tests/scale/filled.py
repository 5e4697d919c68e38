"""What a filled studio consists of, kept by the first test that filled one and laid out for the others."""

import shutil
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy import URL

from tests import servers
from webapp.extensions import db


class Kept:
    """One kind of database and the stored files beside it, as they were when `keep` was called."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "media"
        self._copy = folder / "filled.db"
        self._template = f"filled_{uuid4().hex}"

    def keep(self, app: Flask) -> None:
        url = _closed(app)
        if url.get_backend_name() == "sqlite":
            shutil.copy(str(url.database), self._copy)
        else:
            servers.make_database(_text(url), self._template, url.database)
        shutil.copytree(app.config["MEDIA_ROOT"], self._folder)

    def lay_out(self, app: Flask) -> None:
        url = _closed(app)
        if url.get_backend_name() == "sqlite":
            shutil.copy(self._copy, str(url.database))
        else:
            servers.make_database(_text(url), str(url.database), self._template)
        shutil.copytree(self._folder, app.config["MEDIA_ROOT"], dirs_exist_ok=True)


def _closed(app: Flask) -> URL:
    """Ends what the app has open of its database, and returns the address."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        return db.engine.url


def _text(url: URL) -> str:
    return url.set(database="postgres").render_as_string(hide_password=False)
