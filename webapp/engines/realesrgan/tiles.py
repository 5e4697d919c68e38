"""A picture enlarged part by part: parts overlap, so that no seam is seen, and what is done is told after each."""

from collections.abc import Callable, Iterator
from typing import Final

from PIL import Image

from webapp.engines.types import Report

Enlarge = Callable[[Image.Image], Image.Image]
Box = tuple[int, int, int, int]

# As far as a network looks around a pixel, about.
MARGIN_PX: Final = 16


def enlarged(
    source: Image.Image, scale: float, times: int, enlarge: Enlarge, tile_px: int, report: Report
) -> Image.Image:
    """Returns the picture `scale` times larger: `enlarge` makes RGB parts `times` larger, which is at least as much.

    What is transparent stays so.
    """
    picture, boxes = source.convert("RGB"), list(_boxes(source.size, tile_px))
    made = Image.new("RGB", (picture.width * times, picture.height * times))
    for number, box in enumerate(boxes):
        around = _with_margin(box, picture.size)
        part = enlarge(picture.crop(around))
        inner = [(edge - around[index % 2]) * times for index, edge in enumerate(box)]
        made.paste(part.crop((inner[0], inner[1], inner[2], inner[3])), (box[0] * times, box[1] * times))
        report((number + 1) / len(boxes), f"Part {number + 1} of {len(boxes)}")
    size_px = round(source.width * scale), round(source.height * scale)
    result = made if made.size == size_px else made.resize(size_px, Image.Resampling.LANCZOS)
    if source.mode == "RGBA":
        result.putalpha(source.getchannel("A").resize(size_px, Image.Resampling.LANCZOS))
    return result


def _boxes(size_px: tuple[int, int], tile_px: int) -> Iterator[Box]:
    width_px, height_px = size_px
    for top in range(0, height_px, tile_px):
        for left in range(0, width_px, tile_px):
            yield left, top, min(left + tile_px, width_px), min(top + tile_px, height_px)


def _with_margin(box: Box, size_px: tuple[int, int]) -> Box:
    left, top, right, bottom = box
    width_px, height_px = size_px
    return (
        max(0, left - MARGIN_PX),
        max(0, top - MARGIN_PX),
        min(width_px, right + MARGIN_PX),
        min(height_px, bottom + MARGIN_PX),
    )
