"""Which input of a model plays which part: models name the same thing in many ways."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from webapp.engines.replicate.schema import Field

STEPS: Final = ("num_inference_steps", "steps", "num_steps")
GUIDANCE: Final = ("guidance_scale", "guidance", "cfg", "cfg_scale")
SOURCES: Final = (
    "image",
    "input_image",
    "init_image",
    "image_input",
    "input_images",
    "images",
    "img",
    "image_prompt",
    "reference_images",
)
MASKS: Final = ("mask", "mask_image", "inpaint_mask")
COUNTS: Final = ("num_outputs", "num_images", "number_of_images", "num_samples", "batch_size", "max_images")
PICTURE_WORDS: Final = ("image", "img", "mask", "photo", "picture", "control", "reference", "frame")
_CUTS_OUT: Final = re.compile(r"rembg|remove-?bg|background", re.IGNORECASE)
# Most models change what is white in a mask; some say of theirs that it is the other way round.
_BLACK_CHANGES: Final = re.compile(
    r"black (pixels|areas?|parts?|regions?)?\s*(is|are|will be|gets?)?\s*(inpainted|repainted|changed|edited|filled"
    r"|replaced|removed|erased|modified|regenerated)"
    r"|white (pixels|areas?|parts?|regions?)?\s*(is|are|will be)?\s*(preserved|kept|protected|unchanged)",
    re.IGNORECASE,
)
_ENLARGES: Final = re.compile(r"scale|upscale|esrgan|super-?res", re.IGNORECASE)


@dataclass(frozen=True)
class Roles:
    """The inputs of the model called `model_name`, by the part they play; None where it has none for it."""

    model_name: str
    fields: Mapping[str, Field]

    def first(self, names: tuple[str, ...], *kinds: str) -> Field | None:
        """Returns the first of `names` that the model has, of one of `kinds` where they are given."""
        known = (self.fields[name] for name in names if name in self.fields)
        return next((field for field in known if not kinds or field.kind in kinds), None)

    @cached_property
    def source(self) -> Field | None:
        return self.first(SOURCES, "picture", "pictures")

    @cached_property
    def mask(self) -> Field | None:
        return self.first(MASKS, "picture")

    @cached_property
    def is_mask_black(self) -> bool:
        """Whether the model changes what is black in its mask, instead of what is white."""
        return self.mask is not None and _BLACK_CHANGES.search(self.mask.hint) is not None

    @cached_property
    def steps(self) -> Field | None:
        return self.first(STEPS, "integer")

    @cached_property
    def guidance(self) -> Field | None:
        return self.first(GUIDANCE, "number", "integer")

    @cached_property
    def count(self) -> Field | None:
        return self.first(COUNTS, "integer", "choice")

    @cached_property
    def operations(self) -> frozenset[str]:
        """The operations of ours that the model can do."""
        needs = {field.name for field in self.fields.values() if field.is_required}
        source, mask = self.source, self.mask
        if "prompt" not in self.fields:
            return self._without_words() if source is not None else frozenset()
        can = {
            "generate": not needs & {field.name for field in (source, mask) if field is not None},
            "variation": source is not None and (mask is None or mask.name not in needs),
            "inpaint": source is not None and mask is not None,
        }
        return frozenset(name for name, holds in can.items() if holds)

    def _without_words(self) -> frozenset[str]:
        if _CUTS_OUT.search(self.model_name):
            return frozenset({"remove_background"})
        enlarges = any(_ENLARGES.search(text) for text in (self.model_name, *self.fields))
        return frozenset({"upscale_fast"}) if enlarges else frozenset()

    @cached_property
    def others(self) -> tuple[Field, ...]:
        """The inputs left over, which a form shows under their own names."""
        fixed = {"prompt", "negative_prompt", "seed", "width", "height", "aspect_ratio", "size"}
        fixed |= {"output_format", "output_quality"}
        played = (self.source, self.mask, self.steps, self.guidance, self.count)
        fixed |= {field.name for field in played if field is not None}
        return tuple(field for name, field in self.fields.items() if name not in fixed and _is_shown(field))


def _is_shown(field: Field) -> bool:
    """Tells whether a person may set it: no other model's files, no keys, and the safety filter stays as it is."""
    if "safety" in field.name or "api_key" in field.name or field.name.endswith("token"):
        return False
    if field.kind == "pictures":
        return False
    return field.kind != "picture" or any(word in field.name for word in PICTURE_WORDS)
