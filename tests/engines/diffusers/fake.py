"""A pipeline and its library without torch: they remember what they were asked and fail when told to."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from tests.engines.fake.painting import opened, painted, white
from webapp.engines.diffusers.families import FAMILIES, Family


@dataclass
class Made:
    """What a pipeline returns."""

    images: list[Image.Image]
    nsfw_content_detected: list[bool] | None = None


@dataclass
class FakePipeline:
    """Draws grey pictures, `brightness` by seed. `memory` is how many pictures fit; None for all that come.

    `paints`: white in the mask changes, and all the rest is drawn anew.
    """

    memory: int | None = None
    flags: list[bool] | None = None
    calls: list[dict[str, Any]] = field(default_factory=list)
    steps_taken: int = 0
    paints: bool = False

    def __call__(
        self,
        prompt: list[str],
        generator: list[int],
        num_inference_steps: int,
        callback_on_step_end: Callable[..., dict[str, Any]],
        width: int = 0,
        height: int = 0,
        negative_prompt: list[str] | None = None,
        guidance_scale: float = 7.5,
        image: list[Image.Image] | None = None,
        mask_image: list[Image.Image] | None = None,
        strength: float = 1.0,
    ) -> Made:
        given = locals()
        self.calls.append({name: value for name, value in given.items() if name != "self" and value is not None})
        if self.memory is not None and len(prompt) > self.memory:
            raise MemoryError
        for index in range(num_inference_steps):
            self.steps_taken += 1
            callback_on_step_end(self, index, 1000 - index, {"latents": "latents"})
        size = image[0].size if image else (width, height)
        if image and mask_image and self.paints:
            return Made([opened(painted(image[0], white(mask_image[0]), size, drifts=True))], self.flags)
        return Made([Image.new("RGB", size, (seed % 256,) * 3) for seed in generator], self.flags)


@dataclass
class FakeBackend:
    """Stands in for backend.py."""

    fake: FakePipeline = field(default_factory=FakePipeline)
    family: Family = FAMILIES[0]
    max_batch: int = 4
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    freed: int = 0

    def pipeline(self, operation: str, scheduler: str | None) -> FakePipeline:
        self.asked.append((operation, scheduler))
        return self.fake

    def generator(self, seed: int) -> int:
        return seed

    def preview(self, latents: Any, index: int) -> Callable[[], bytes] | None:
        return lambda: small(index)

    def is_out_of_memory(self, error: Exception) -> bool:
        return isinstance(error, MemoryError)

    def free(self) -> None:
        self.freed += 1


def small(index: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8 + index, 8)).save(target, "WEBP")
    return target.getvalue()
