"""What goes into an engine and what comes out: frozen data, no rows, no paths, no Flask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from PIL import Image


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """Which picture sizes an engine accepts. All values in pixels."""

    min_side_px: int = 64
    max_side_px: int = 2048
    multiple_px: int = 1
    max_pixels: int = 2048 * 2048


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do. Forms show only this; check.py refuses the rest."""

    operations: frozenset[str] = frozenset({"generate"})
    models: tuple[str, ...] = ()
    sizes: SizeLimits = field(default_factory=SizeLimits)
    max_outputs_per_call: int = 1
    max_prompt_chars: int = 10_000
    negative_prompt: bool = False
    seed: bool = True
    steps: tuple[int, int] | None = None
    guidance_scale: tuple[float, float] | None = None
    schedulers: tuple[str, ...] = ()
    style_presets: frozenset[str] = frozenset()
    credits_per_picture: float = 0.0
    is_paid: bool = False


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One call to an engine. `width_px` and `height_px` are the size wanted; `seed` is the first picture's."""

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
