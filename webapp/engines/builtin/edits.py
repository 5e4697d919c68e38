"""What Sketchbook does to a picture that is there already, by the name of the operation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PIL import Image

from webapp.engines.capabilities import Operation
from webapp.engines.types import EngineRequest, Report

Make = Callable[[EngineRequest, int, Report], Image.Image]


@dataclass(frozen=True, slots=True)
class Edit:
    """An operation and how it is made: from a request, a seed and a report to a decoded picture, RGB or RGBA."""

    operation: Operation
    make: Make


EDITS: Final[Mapping[str, Edit]] = {}
