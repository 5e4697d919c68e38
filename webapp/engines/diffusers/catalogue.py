"""What the engine can do with a model of each family."""

from typing import Final

from webapp.engines.capabilities import (
    Capabilities,
    Operation,
    Parameter,
    PictureLimits,
    SizeLimits,
    operations,
)
from webapp.engines.diffusers.families import Family

DEFAULT_STRENGTH: Final = 0.6
DEFAULT_INPAINT_STRENGTH: Final = 0.85
DEFAULT_CREATIVITY: Final = 0.25
DEFAULT_SCALE: Final = 2.0
_MAX_BYTES: Final = 40_000_000
_START: Final = PictureLimits(min_side_px=16, max_pixels=16_777_216, max_bytes=_MAX_BYTES)
_SMALL: Final = PictureLimits(min_side_px=16, max_side_px=1536, max_bytes=_MAX_BYTES)


def sizes_of(family: Family) -> SizeLimits:
    return SizeLimits(64, family.max_side_px, family.multiple_px, family.max_side_px**2)


def capabilities_of(family: Family) -> Capabilities:
    """Returns what can be asked of a model of `family`."""
    edits = _edits(family) if family.can_edit else ()
    return Capabilities(
        operations=operations(Operation("generate", "Create"), *edits),
        sizes=sizes_of(family),
        negative_prompt=family.negative_prompt,
        steps=(1, 150),
        guidance_scale=(0.0, 30.0),
        schedulers=family.schedulers,
    )


def _edits(family: Family) -> tuple[Operation, ...]:
    scale = Parameter("scale", "number", "Times larger", default=DEFAULT_SCALE, minimum=1.25, maximum=4.0)
    return (
        Operation("variation", "Variation", source=_START, parameters=(_strength(DEFAULT_STRENGTH),)),
        Operation(
            "inpaint",
            "Repaint",
            source=_START,
            mask="required",
            parameters=(_strength(DEFAULT_INPAINT_STRENGTH),),
            has_size=False,
        ),
        Operation(
            "upscale_conservative",
            "Enlarge, true to the original",
            "optional",
            source=_SMALL,
            parameters=(scale, Parameter("creativity", "number", "Freedom", "", DEFAULT_CREATIVITY, 0.05, 0.5)),
            has_size=False,
            result=PictureLimits(max_side_px=family.max_side_px),
        ),
    )


def _strength(default: float) -> Parameter:
    hint = "A little keeps the picture, 1 draws a new one."
    return Parameter("strength", "number", "How much may change", hint, default, 0.05, 1.0)
