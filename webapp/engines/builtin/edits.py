"""What Sketchbook does to a picture that is there already, by the name of the operation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PIL import Image

from webapp.engines.builtin.editing.backdrop import replace_background
from webapp.engines.builtin.editing.cutout import cut_out
from webapp.engines.builtin.editing.erase import erase
from webapp.engines.builtin.editing.inpaint import inpaint
from webapp.engines.builtin.editing.outpaint import SIDES, has_no_side, outpaint
from webapp.engines.builtin.editing.recolor import has_no_colour, recolor
from webapp.engines.builtin.editing.relight import DEFAULT_STRENGTH, DIRECTIONS, relight
from webapp.engines.builtin.editing.vary import DEFAULT_STRENGTH as DEFAULT_CHANGE
from webapp.engines.builtin.editing.vary import vary
from webapp.engines.builtin.enlarging.ways import (
    DEFAULT_CREATIVITY,
    DEFAULT_SCALE,
    enlarge_creative,
    enlarge_fast,
    enlarge_true,
)
from webapp.engines.capabilities import Operation, Parameter, PictureLimits
from webapp.engines.types import EngineRequest, Report

Make = Callable[[EngineRequest, int, Report], Image.Image]
Refuse = Callable[[EngineRequest], str | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """An operation and how it is made: from a request, a seed and a report to a decoded picture, RGB or RGBA.

    `refuse` tells what a request lacks that no capability can tell, as the end of a sentence.
    """

    operation: Operation
    make: Make
    refuse: Refuse = lambda _request: None


# 2,048 pixels four times over are 8,192.
_ANY: Final = PictureLimits(min_side_px=16, max_pixels=40_000_000)
_ENLARGED: Final = PictureLimits(min_side_px=16, max_side_px=2048)
_SCALE: Final = Parameter("scale", "number", "Times larger", default=DEFAULT_SCALE, minimum=1.25, maximum=4.0)
_LABELS: Final = {"left": "Left", "right": "Right", "up": "Top", "down": "Bottom"}
_SIDES: Final = tuple(Parameter(side, "integer", _LABELS[side], default=0, minimum=0, maximum=2000) for side in SIDES)


_SOUGHT: Final = Parameter(
    "select_prompt", "text", "What to recolour", "A colour, or a thing of one.", max_chars=10_000
)
_CHANGE: Final = Parameter(
    "strength", "number", "How much may change", "0 keeps the picture, 1 keeps its colours.", DEFAULT_CHANGE, 0, 1
)
_LIGHT: Final = (
    Parameter("light_source_direction", "choice", "Light from", default="left", choices=tuple(DIRECTIONS)),
    Parameter("light_source_strength", "number", "How strong the light is", "", DEFAULT_STRENGTH, 0, 1),
    Parameter("warmth", "number", "Warmth", "-1 is cool, 1 is warm.", 0.0, -1, 1),
)


_GRAIN: Final = Parameter("creativity", "number", "Fine grain", "0 adds none.", DEFAULT_CREATIVITY, 0, 1)


def _enlarging(name: str, label: str, *more: Parameter) -> Operation:
    return Operation(name, label, prompt="none", source=_ENLARGED, parameters=(_SCALE, *more), has_size=False)


_KNOWN: Final = (
    Edit(Operation("inpaint", "Repaint", source=_ANY, mask="required", has_size=False), inpaint),
    Edit(Operation("erase", "Erase", prompt="none", source=_ANY, mask="required", has_size=False), erase),
    Edit(
        Operation("outpaint", "Extend", prompt="none", source=_ANY, parameters=_SIDES, has_size=False),
        outpaint,
        has_no_side,
    ),
    Edit(
        Operation("search_recolor", "Recolour", source=_ANY, mask="optional", parameters=(_SOUGHT,), has_size=False),
        recolor,
        has_no_colour,
    ),
    Edit(Operation("relight", "Relight", prompt="none", source=_ANY, parameters=_LIGHT, has_size=False), relight),
    Edit(
        Operation("remove_background", "Cut out", prompt="none", source=_ANY, mask="optional", has_size=False), cut_out
    ),
    Edit(
        Operation("replace_background", "New background", source=_ANY, mask="optional", has_size=False),
        replace_background,
    ),
    Edit(
        Operation("variation", "Variation", prompt="optional", source=_ANY, parameters=(_CHANGE,), has_size=False), vary
    ),
    Edit(_enlarging("upscale_fast", "Enlarge, fast"), enlarge_fast),
    Edit(_enlarging("upscale_conservative", "Enlarge, true to the original"), enlarge_true),
    Edit(_enlarging("upscale_creative", "Enlarge, with new detail", _GRAIN), enlarge_creative),
)
EDITS: Final[Mapping[str, Edit]] = {edit.operation.name: edit for edit in _KNOWN}
