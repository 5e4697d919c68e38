"""Masks that people send: made anew, at the picture's own size, white where it may change."""

import io
from typing import Final

from PIL import Image

from webapp.pictures_in.decode import clean

_UNPAINTED: Final = 8


def read_mask(data: bytes, width_px: int, height_px: int) -> bytes | None:
    """Returns the mask as an 8-bit grey PNG of this size, None when nothing is painted.

    In a file with transparency the transparent part is what may change, as other tools have it; otherwise it is the
    white one. Raises Refused for a file that is no picture, TooBusy when no turn comes.
    """
    with Image.open(io.BytesIO(clean(data).file)) as opened:
        opened.load()
        grey = _grey(opened)
    if grey.size != (width_px, height_px):
        grey = grey.resize((width_px, height_px), Image.Resampling.BILINEAR)
    brightest = grey.getextrema()[1]
    if not isinstance(brightest, int | float) or brightest < _UNPAINTED:
        return None
    kept = io.BytesIO()
    grey.save(kept, "PNG")
    return kept.getvalue()


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA":
        alpha = picture.getchannel("A")
        if alpha.getextrema() != (255, 255):
            return Image.eval(alpha, lambda value: 255 - value)
    return picture.convert("L")
