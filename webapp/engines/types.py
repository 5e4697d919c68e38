"""What goes into an engine and what comes out: frozen data, no rows, no paths, no Flask.

What an engine can do is described in capabilities.py; its names can be had from here too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from PIL import Image

from webapp.engines.capabilities import Capabilities, Model, Operation, Parameter, PictureLimits, SizeLimits

__all__ = [
    "Capabilities",
    "EngineRequest",
    "EngineResult",
    "Model",
    "Operation",
    "Parameter",
    "Picture",
    "PictureLimits",
    "Prediction",
    "Report",
    "SizeLimits",
    "Waiting",
]


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One call to an engine. `width_px` and `height_px` are the size wanted; `seed` is the first picture's.

    `source` is the picture to start from and `mask` what of it may change (white = change), both as encoded files.
    `pictures` holds the files of further picture parameters and `params` the values of all other ones, by name.
    """

    prompt: str
    operation: str = "generate"
    negative_prompt: str = ""
    model: str = ""
    width_px: int = 1024
    height_px: int = 1024
    num_outputs: int = 1
    seed: int = 0
    steps: int | None = None
    guidance_scale: float | None = None
    scheduler: str | None = None
    style_preset: str | None = None
    source: bytes | None = None
    mask: bytes | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """One finished picture, decoded. `original` keeps the provider's own bytes where they matter."""

    image: Image.Image
    seed: int
    original: bytes | None = None


@dataclass(frozen=True, slots=True)
class EngineResult:
    """What an engine made. `credits` is the engine's own figure, None where it gives none."""

    pictures: tuple[Picture, ...]
    credits: float | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """A call that a provider accepted and answers later. `id` is all that is needed to ask for it again."""

    id: str
    result: EngineResult | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A provider's "not yet". `place` is the provider's own queue place, from 1; `ask_again_s` its wish."""

    progress: float = 0.0
    stage: str = ""
    place: int | None = None
    ask_again_s: float = 2.0


class Report(Protocol):
    """How an engine tells what it is doing.

    `progress` is 0..1 of this call, `stage` a short word for a person ("Sky"), `preview` makes the encoded
    picture so far (WEBP or JPEG bytes) and is called only when somebody looks.
    Raises engines.errors.Stopped when the drawing is not wanted any more: let it pass through.
    """

    def __call__(self, progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None: ...
