"""The addresses that providers send to. The one place without a CSRF token: a signature stands for it."""

import time

from flask import Blueprint, abort, current_app, request
from flask.typing import ResponseReturnValue

from webapp.config import Settings
from webapp.extensions import csrf
from webapp.webhooks.service import take_in
from webapp.webhooks.signature import verify

bp = Blueprint("webhooks", __name__, url_prefix="/webhooks")
csrf.exempt(bp)

MAX_BODY_BYTES = 1_000_000


@bp.post("/replicate/<token>")
def replicate(token: str) -> ResponseReturnValue:
    """Takes a message of Replicate's in and answers at once; a worker looks. Off without a secret to check it by."""
    settings: Settings = current_app.extensions["settings"]
    secret = settings.replicate_webhook_secret.get_secret_value()
    if not secret:
        abort(404)
    request.max_content_length = MAX_BODY_BYTES
    body = request.get_data()
    webhook_id = verify(secret, request.headers, body, time.time())
    take_in("replicate", token, webhook_id, body)
    return "", 204
