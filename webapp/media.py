"""The app's storage, opened once from the settings, and its errors in words."""

from typing import Any

from flask import Flask, current_app, make_response, redirect, send_file
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

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


def send_stored(key: str, media_type: str, **how: Any) -> Response:
    """Sends a file the cheapest way: a signed address, the front server's sendfile, or our own bytes.

    `how` goes to Flask's send_file. Raises Missing.
    """
    how.setdefault("etag", False)
    store = storage()
    signed = store.url(key)
    if signed is not None:
        return redirect(signed, code=302)
    path = store.local_path(key)
    header = current_app.config["SENDFILE"]
    if not header or path is None:
        return send_file(path or store.open(key), mimetype=media_type, conditional=True, **how)
    is_nginx = header == "x-accel-redirect"
    answer = make_response(b"")
    answer.headers["X-Accel-Redirect" if is_nginx else "X-Sendfile"] = f"/media/{key}" if is_nginx else str(path)
    answer.headers["Content-Type"] = media_type
    return answer


def _storage_error(error: StorageError) -> ResponseReturnValue:
    if isinstance(error, Missing):
        return render_error(404, error.code, "Nothing here", str(error))
    status = 507 if isinstance(error, StorageFull) else 503
    return render_error(status, error.code, "One moment", str(error), RETRY_AFTER_S)
