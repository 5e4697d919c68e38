"""The app's storage, opened once from the settings."""

from flask import Flask, current_app

from webapp.storage.base import Storage
from webapp.storage.registry import open_storage


def init_media(app: Flask) -> None:
    app.extensions["storage"] = open_storage(app.config["STORAGE_URL"], app.config["MEDIA_ROOT"])


def storage() -> Storage:
    """Returns where this app keeps its files."""
    kept: Storage = current_app.extensions["storage"]
    return kept
