"""What a provider paints: exactly the pixels that its documentation says a mask lets it change."""

import base64
import io

from PIL import Image, ImageFilter, ImageOps

Pair = tuple[int, int]


def opened(data: bytes | str) -> Image.Image:
    """Returns the picture in a file, or in the base64 of one."""
    return Image.open(io.BytesIO(base64.b64decode(data) if isinstance(data, str) else data))


def painted(
    source: Image.Image,
    changes: Image.Image,
    size_px: Pair | None = None,
    *,
    kind: str = "PNG",
    drifts: bool = False,
) -> bytes:
    """Returns the file of the source with every pixel turned that `changes` (white) lets turn, drawn at `size_px`.

    `drifts`: the provider draws all of it anew, so that nothing else stays quite the same either.
    """
    size_px = size_px or source.size
    before = source.convert("RGB").resize(size_px)
    rest = before.point(lambda level: min(255, level + 3)) if drifts else before
    turned = before.point(lambda level: (level + 128) % 256)
    made = Image.composite(turned, rest, changes.convert("L").resize(size_px))
    target = io.BytesIO()
    made.save(target, kind)
    return target.getvalue()


def white(mask: Image.Image) -> Image.Image:
    """Most providers change what is white."""
    return mask.convert("L")


def black(mask: Image.Image) -> Image.Image:
    """Some change what is black."""
    return ImageOps.invert(mask.convert("L"))


def transparent(picture: Image.Image) -> Image.Image:
    """Others change what can be seen through."""
    return picture.convert("RGBA").getchannel("A").point(lambda alpha: 0 if alpha else 255)


def wider(changes: Image.Image, by_px: int) -> Image.Image:
    """Returns the area grown by so many pixels on every side."""
    return changes.filter(ImageFilter.MaxFilter(2 * by_px + 1)) if by_px else changes


def softer(changes: Image.Image, by_px: int) -> Image.Image:
    """Returns the area with an edge that runs out to both sides."""
    return changes.filter(ImageFilter.GaussianBlur(by_px)) if by_px else changes
