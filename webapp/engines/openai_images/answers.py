"""From an answer to pictures: base64 in it, or an address to fetch them from."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from webapp.engines.credentials import is_signed
from webapp.engines.errors import BadOutput, Moderated
from webapp.engines.http import Answer
from webapp.engines.pictures import decode
from webapp.engines.types import EngineResult, Picture

Fetch = Callable[[str], tuple[Image.Image, bytes]]


def result_of(answer: Answer, seed: int, wanted: int, price: float, fetch: Fetch) -> EngineResult:
    """Returns the pictures of an answer, at most `wanted`; `fetch` brings those that are only named.

    Raises Moderated when there is none, as when a filter held all of them back, BadOutput, or what `fetch` raises.
    """
    told = answer.json()
    listed = told.get("data") if isinstance(told, Mapping) else None
    if not isinstance(listed, list):
        raise BadOutput
    if not listed:
        raise Moderated
    found = [_picture(entry, fetch) for entry in listed[:wanted]]
    pictures = (
        Picture(image, seed + number, data if is_signed(data) else None) for number, (image, data) in enumerate(found)
    )
    return EngineResult(tuple(pictures), price)


def _picture(entry: Any, fetch: Fetch) -> tuple[Image.Image, bytes]:
    encoded, url = (entry.get("b64_json"), entry.get("url")) if isinstance(entry, Mapping) else (None, None)
    if isinstance(encoded, str) and encoded:
        data = _decoded(encoded)
        return decode(data), data
    if isinstance(url, str) and url.startswith("data:"):
        data = _decoded(url)
        return decode(data), data
    if isinstance(url, str) and url:
        return fetch(url)
    raise BadOutput


def _decoded(text: str) -> bytes:
    """Returns the bytes of base64, with or without the head of a data address."""
    try:
        return base64.b64decode(text.partition("base64,")[2] or text, validate=True)
    except (binascii.Error, ValueError):
        raise BadOutput from None
