"""From a provider's bytes to a picture: the type is told by the bytes, and every pixel is decoded before we say yes."""

import io
from typing import Final

from PIL import Image, ImageOps

from webapp.engines.errors import BadOutput

MAX_PIXELS: Final = 40_000_000
FORMATS: Final = ("PNG", "JPEG", "WEBP")


def sniff(data: bytes) -> str | None:
    """Returns "PNG", "JPEG" or "WEBP" by the first bytes, None for anything else, whatever a header claims."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    return "WEBP" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def decode(data: bytes) -> Image.Image:
    """Returns the first picture in `data` as RGB or RGBA, upright. Raises BadOutput when there is no whole one.

    At most 40 million pixels, told from the header before anything is decoded.
    """
    kind = sniff(data)
    if kind is None:
        raise BadOutput
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise BadOutput(f"The engine's picture has more than {MAX_PIXELS:,} pixels.")
            # This reads every pixel, turned or not, so that a damaged picture shows here.
            upright = ImageOps.exif_transpose(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadOutput("The engine's picture is damaged.") from None
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
