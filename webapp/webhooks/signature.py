"""Tells whether a message comes from the provider: by its signature over the bytes as they arrived.

The scheme is Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, with the base64 after `whsec_` for a key.
"""

import base64
import binascii
import hashlib
import hmac
from typing import Final

from werkzeug.datastructures import Headers

from webapp.errors import AppError

TOLERANCE_S: Final = 300
MAX_ID_CHARS: Final = 200
VERSION: Final = "v1"
PREFIX: Final = "whsec_"


class NotSigned(AppError):
    """A message that is not the provider's, or not of now."""

    status = 401
    code = "not_signed"
    title = "Not signed"
    sentence = "This message does not carry the provider's signature, so nothing was done."


def verify(secret: str, headers: Headers, body: bytes, now_s: float) -> str:
    """Returns the id of a message that the provider signed. Raises NotSigned for any other, without saying why.

    `now_s` is the time in seconds since 1970; a message more than 300 seconds away from it does not count. One good
    signature among several is enough: while a secret is changed there are two.
    """
    webhook_id, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not webhook_id.isascii() or not 0 < len(webhook_id) <= MAX_ID_CHARS or not _is_fresh(stamp, now_s):
        raise NotSigned
    wanted = signature(secret, webhook_id, stamp, body)
    given = headers.get("webhook-signature", "").encode().split()
    # Every entry is compared, so that the time tells nothing.
    if not sum(hmac.compare_digest(wanted.encode(), entry) for entry in given):
        raise NotSigned
    return webhook_id


def signature(secret: str, webhook_id: str, stamp: str, body: bytes) -> str:
    """Returns the signature of a message, such as "v1,BASE64". Raises NotSigned when the secret is no secret."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise NotSigned from None
    digest = hmac.new(key, f"{webhook_id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return f"{VERSION},{base64.b64encode(digest).decode()}"


def _is_fresh(stamp: str, now_s: float) -> bool:
    is_number = stamp.isascii() and stamp.isdigit() and len(stamp) <= len("99999999999")
    return is_number and abs(now_s - int(stamp)) <= TOLERANCE_S
