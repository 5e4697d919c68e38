"""The app's storage, opened once from the settings, and its errors in words."""

from flask import Flask, current_app
from flask.typing import ResponseReturnValue

from webapp.errors import render_error
from webapp.storage.base import Storage
from webapp.storage.errors import Missing, StorageError, StorageFull
from webapp.storage.registry import open_storage

RETRY_AFTER_S = 30


def init_media(app: Flask) -> None:
    """Opens the storage, touching nothing yet, and teaches `app` to tell what is wrong with it."""
    app.extensions["storage"] = open_storage(app.config["STORAGE_URL"], app.config["MEDIA_ROOT"])
    app.register_error_handler(StorageError, _storage_error)


def storage() -> Storage:
    """Returns where this app keeps its files."""
    kept: Storage = current_app.extensions["storage"]
    return kept


def _storage_error(error: StorageError) -> ResponseReturnValue:
    if isinstance(error, Missing):
        return render_error(404, error.code, "Nothing here", str(error))
    status = 507 if isinstance(error, StorageFull) else 503
    return render_error(status, error.code, "One moment", str(error), RETRY_AFTER_S)
