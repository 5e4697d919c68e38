"""From Stability AI's answers to pictures. An answer is the bytes with headers, or JSON with base64 in it."""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, Final

from webapp.engines.credentials import is_signed
from webapp.engines.errors import BadOutput, LostContact, Moderated
from webapp.engines.http import Answer
from webapp.engines.pictures import decode
from webapp.engines.types import EngineResult, Picture

FILTERED: Final = "CONTENT_FILTERED"
_ID: Final = re.compile(r"[0-9a-f]{64}")


def result_of(answer: Answer, seed: int, price: float) -> EngineResult:
    """Returns the picture of an answer. `seed` is the one asked for, where the answer tells none.

    Raises Moderated when the provider blurred it, which it charges `price` credits for, or BadOutput.
    """
    data, told = _read(answer)
    if told.get("finish_reason") == FILTERED:
        raise Moderated(spent_credits=price)
    text = str(told.get("seed") or "")
    picture = Picture(decode(data), int(text) if text.isdigit() else seed, data if is_signed(data) else None)
    return EngineResult((picture,), price)


def prediction_id_of(answer: Answer) -> str:
    """Returns the id of a call that is answered later. Raises LostContact when a paid call gave none."""
    try:
        data = answer.json()
    except BadOutput:
        raise LostContact from None
    found = data.get("id") if isinstance(data, Mapping) else None
    if not isinstance(found, str) or not is_prediction_id(found):
        raise LostContact
    return found


def is_prediction_id(text: str) -> bool:
    """Tells whether `text` is an id that may stand in a path: 64 hexadecimal digits."""
    return _ID.fullmatch(text) is not None


def _read(answer: Answer) -> tuple[bytes, Mapping[str, Any]]:
    """Returns the picture's bytes, and what was told beside them."""
    if not answer.headers.get("Content-Type", "").startswith("application/json"):
        told = {"finish_reason": answer.headers.get("finish-reason"), "seed": answer.headers.get("seed")}
        return answer.body, told
    told = answer.json()
    if not isinstance(told, Mapping):
        raise BadOutput
    try:
        return base64.b64decode(str(told.get("image") or ""), validate=True), told
    except binascii.Error:
        raise BadOutput from None
