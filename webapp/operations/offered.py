"""Which operations are offered, and which engines can do each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webapp.engines.registry import engine
from webapp.pipeline.offer import Offer, offers


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can be done to a picture, in words for a person."""

    name: str
    label: str
    about: str


EDITS: Final = (
    Kind("inpaint", "Repaint", "Describe what should stand in the painted area."),
    Kind("erase", "Erase", "Paint over what should go; what lies around it closes the gap."),
    Kind("outpaint", "Extend", "Make the picture larger on any side."),
    Kind("search_replace", "Find and replace", "Name a thing and what should stand there instead."),
    Kind("search_recolor", "Recolour", "Name a colour or a thing, and its new colour."),
    Kind(
        "remove_background",
        "Cut out",
        "Keep what stands in front; the rest becomes transparent. Sketchbook keeps what you paint over, too.",
    ),
    Kind("replace_background", "New background", "Describe what should lie behind."),
    Kind("relight", "Relight", "Let the light come from another side, warmer or cooler."),
    Kind("variation", "Variation", "Draw it again, more or less like it is."),
    Kind("sketch", "From a sketch", "Turn a drawing into a finished picture."),
    Kind("structure", "Keep the structure", "Draw something else in the same shapes."),
    Kind("style_transfer", "Take over a style", "Give it the look of another of your pictures."),
    Kind("style", "In the style of", "Draw something new that looks like this picture."),
)
ENLARGEMENTS: Final = (
    Kind("upscale_fast", "Fast", "Larger at once, true to what is there."),
    Kind("upscale_conservative", "True", "Sharper edges and cleaner surfaces, nothing invented."),
    Kind("upscale_creative", "Creative", "With new fine detail that suits the picture."),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind with the engines that can do it now, the default first, and the labels of others that could."""

    kind: Kind
    engines: tuple[Offer, ...]
    elsewhere: tuple[str, ...] = ()


def choices(kinds: Iterable[Kind], could: Iterable[str]) -> list[Choice]:
    """Returns each kind with who does it. `could` names engines that are known but maybe not set up."""
    offered = offers().for_changes
    known = tuple(could)
    made = []
    for kind in kinds:
        able = tuple(each for each in offered if does(each.name, kind.name))
        names = {each.name for each in able}
        others = tuple(engine(name).label for name in known if name not in names and does(name, kind.name))
        made.append(Choice(kind, able, others))
    return made


def does(engine_name: str, operation_name: str) -> bool:
    """Tells whether an engine can do an operation."""
    return operation_name in engine(engine_name).capabilities.operations
