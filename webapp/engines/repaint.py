"""Puts what an engine repainted back into the picture it was given: where nothing was painted over, no pixel changes.

Providers give back the whole picture: drawn anew, at a size of their own, or encoded with losses.
"""

import math
from dataclasses import replace
from typing import Final, Literal

from PIL import Image, ImageChops, ImageFilter, ImageOps

from webapp.engines.pictures import decode
from webapp.engines.types import EngineRequest, EngineResult

SOFT_EDGE_PX: Final = 4
# By how much (as a logarithm) the shape may differ from rounding sides alone.
SAME_SHAPE: Final = 0.05
_PAINTED: Final = frozenset({"inpaint", "erase"})

Pair = tuple[int, int]
# What a drawn picture of another shape is: the source stretched, the source within a frame, or who knows what.
OtherShape = Literal["stretched", "framed", "unknown"]


def put_back(
    result: EngineResult, request: EngineRequest, *, grow_px: int = 0, other_shape: OtherShape = "stretched"
) -> EngineResult:
    """Returns the result of a painted-over request with all else as it was; other results as they are.

    `grow_px` is how far the engine was told to go beyond what was painted. The provider's own file is dropped: it
    shows another picture. One of a shape that is not understood stays as it is.
    """
    if request.operation not in _PAINTED or request.source is None or request.mask is None:
        return result
    source, mask = decode(request.source), decode(request.mask).convert("L")
    mask = grown(mask if mask.size == source.size else mask.resize(source.size), grow_px)
    made = []
    for each in result.pictures:
        drawn = unframed(each.image, source.size) if other_shape == "framed" else each.image
        is_other = other_shape == "unknown" and not has_shape(drawn, source.size)
        made.append(each if is_other else replace(each, image=laid_over(drawn, source, mask), original=None))
    return replace(result, pictures=tuple(made))


def laid_over(drawn: Image.Image, source: Image.Image, mask: Image.Image) -> Image.Image:
    """Returns `drawn` in the source's size where the mask (one channel) is white, the source where it is black.

    The edge is softened inside the painted area only.
    """
    mode = "RGBA" if source.mode == "RGBA" else "RGB"
    drawn, mask = drawn.convert(mode), mask if mask.size == source.size else mask.resize(source.size)
    if drawn.size != source.size:
        drawn = drawn.resize(source.size, Image.Resampling.LANCZOS)
    soft = ImageChops.darker(mask, mask.filter(ImageFilter.GaussianBlur(SOFT_EDGE_PX)))
    return Image.composite(drawn, source.convert(mode), soft)


def grown(mask: Image.Image, by_px: int) -> Image.Image:
    """Returns the mask with the painted area larger by so many pixels on every side."""
    if by_px <= 0:
        return mask
    around = mask.filter(ImageFilter.BoxBlur(by_px)).point(lambda level: 255 if level else 0)
    return ImageChops.lighter(mask, around)


def has_shape(image: Image.Image, size_px: Pair) -> bool:
    """Tells whether the picture has the shape of this size, but for what rounding takes."""
    return abs(math.log(image.width * size_px[1] / (image.height * size_px[0]))) <= SAME_SHAPE


def framed(image: Image.Image, size_px: Pair) -> Image.Image:
    """Returns all of the picture in this size: in the middle, black around it, where its shape is another."""
    if has_shape(image, size_px):
        return image if image.size == size_px else image.resize(size_px, Image.Resampling.LANCZOS)
    return ImageOps.pad(image, size_px, Image.Resampling.LANCZOS)


def unframed(drawn: Image.Image, size_px: Pair) -> Image.Image:
    """Returns the part of `drawn` where framed() had put a picture of this size."""
    if has_shape(drawn, size_px):
        return drawn
    scale = min(drawn.width / size_px[0], drawn.height / size_px[1])
    width_px, height_px = round(size_px[0] * scale), round(size_px[1] * scale)
    left, top = round((drawn.width - width_px) / 2), round((drawn.height - height_px) / 2)
    return drawn.crop((left, top, left + width_px, top + height_px))
