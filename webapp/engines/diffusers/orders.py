"""From a request to what a pipeline is called with, and back from its picture to what was asked for."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, ImageOps

from webapp.engines.diffusers.catalogue import (
    DEFAULT_CREATIVITY,
    DEFAULT_INPAINT_STRENGTH,
    DEFAULT_SCALE,
    DEFAULT_STRENGTH,
    sizes_of,
)
from webapp.engines.diffusers.families import Family
from webapp.engines.errors import Unsupported
from webapp.engines.pictures import decode
from webapp.engines.repaint import laid_over
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest

# The enlarged picture is drawn over like any other start.
_DRAWN_LIKE: Final = {"upscale_conservative": "variation"}


@dataclass(frozen=True, slots=True)
class Order:
    """One picture of a call. `size_px` is drawn; `mask` is what of it may change, in that size."""

    request: EngineRequest
    size_px: tuple[int, int]
    strength: float | None = None
    start: Image.Image | None = None
    mask: Image.Image | None = None


def operation_of(request: EngineRequest) -> str:
    """Returns the kind of pipeline for a request: "generate", "variation" or "inpaint"."""
    return _DRAWN_LIKE.get(request.operation, request.operation)


def order_of(request: EngineRequest, family: Family) -> Order:
    """Returns the order for `request`. Raises Unsupported when its picture or mask is missing, BadOutput if damaged."""
    limits = sizes_of(family)
    if request.operation == "generate":
        return Order(request, fitted(request.width_px, request.height_px, limits))
    if request.source is None:
        raise Unsupported("This needs a picture to start from.")
    source = decode(request.source).convert("RGB")
    if request.operation == "inpaint":
        return _repainted(request, source, fitted(*source.size, limits))
    if request.operation == "upscale_conservative":
        scale = float(request.params.get("scale", DEFAULT_SCALE))
        size_px = fitted(round(source.width * scale), round(source.height * scale), limits)
        strength = float(request.params.get("creativity", DEFAULT_CREATIVITY))
        return Order(request, size_px, strength, source.resize(size_px, Image.Resampling.LANCZOS))
    size_px = fitted(request.width_px, request.height_px, limits)
    strength = float(request.params.get("strength", DEFAULT_STRENGTH))
    return Order(request, size_px, strength, ImageOps.fit(source, size_px))


def key_of(order: Order) -> Hashable:
    """Returns what orders must share to be drawn in one call: everything that a call has only once."""
    wanted = order.request
    return operation_of(wanted), order.size_px, wanted.steps, wanted.guidance_scale, wanted.scheduler, order.strength


def arguments_for(orders: list[Order], family: Family) -> dict[str, Any]:
    """Returns the arguments of a call that draws `orders`, which have one key; generators are not among them."""
    first, wanted = orders[0], orders[0].request
    arguments: dict[str, Any] = {
        "prompt": [order.request.prompt for order in orders],
        "num_inference_steps": steps_of(first, family),
        "width": first.size_px[0],
        "height": first.size_px[1],
    }
    if family.negative_prompt and any(order.request.negative_prompt for order in orders):
        arguments["negative_prompt"] = [order.request.negative_prompt for order in orders]
    if wanted.guidance_scale is not None:
        arguments["guidance_scale"] = wanted.guidance_scale
    if first.start is not None:
        arguments |= {"image": [order.start for order in orders], "strength": first.strength}
    if first.mask is not None:
        arguments["mask_image"] = [order.mask for order in orders]
    return arguments


def steps_of(order: Order, family: Family) -> int:
    """Returns the steps to ask for: drawing over takes a share of them, which must come to one at least."""
    steps = order.request.steps or family.steps
    return steps if order.strength is None else max(steps, math.ceil(1 / order.strength))


def finished(order: Order, image: Image.Image) -> Image.Image:
    """Returns what was asked for: where nothing was painted over, a repainted picture stays as it was."""
    request = order.request
    if order.mask is None or request.source is None or request.mask is None:
        return image.convert("RGB")
    return laid_over(image, decode(request.source), decode(request.mask).convert("L"))


def _repainted(request: EngineRequest, source: Image.Image, size_px: tuple[int, int]) -> Order:
    if request.mask is None:
        raise Unsupported("This needs to know what may change: paint over it.")
    mask = decode(request.mask).convert("L").resize(size_px)
    strength = float(request.params.get("strength", DEFAULT_INPAINT_STRENGTH))
    return Order(request, size_px, strength, source.resize(size_px), mask)
