"""Small pictures of what an engine has drawn so far."""

import io
from collections.abc import Callable
from typing import Final

from PIL import Image

from webapp.engines.errors import BadOutput
from webapp.engines.pictures import decode

SIDE_PX: Final = 512


def preview_of(data: bytes) -> Callable[[], bytes] | None:
    """Returns what makes a WEBP with sides of at most 512 pixels out of an engine's encoded picture.

    None when `data` is no picture: a preview is worth no error.
    """
    try:
        image = decode(data)
    except BadOutput:
        return None
    return lambda: small_webp(image)


def small_webp(image: Image.Image) -> bytes:
    """Returns the picture as WEBP with sides of at most 512 pixels. Changes `image` itself."""
    image.thumbnail((SIDE_PX, SIDE_PX))
    target = io.BytesIO()
    image.convert("RGB").save(target, "WEBP", quality=70)
    return target.getvalue()
