"""From a request to the JSON that AI Horde wants."""

import base64
import io
from typing import Any, Final

from PIL import Image, ImageOps

from webapp.engines.ai_horde.catalogue import DEFAULT_INPAINT_STRENGTH, DEFAULT_STRENGTH, SIZES
from webapp.engines.errors import Unsupported
from webapp.engines.pictures import decode
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest

DEFAULT_STEPS: Final = 30
NEGATIVE_MARK: Final = "###"
# By the provider's own measure: a picture of 512 x 512 in 50 steps is worth ten kudos.
KUDOS_PER_PIXEL_STEP: Final = 10.0 / (512 * 512 * 50)


def payload_for(request: EngineRequest) -> dict[str, Any]:
    """Returns the body of the call. Raises Unsupported when a picture or a mask is missing, BadOutput when damaged.

    Pictures are not shared with others, and one that turns out unsafe is blurred and said to be.
    """
    size_px, pictures, strength = _drawn_from(request)
    body: dict[str, Any] = {
        "prompt": _prompt(request),
        "params": {**_params(request, size_px), **strength},
        "models": [request.model] if request.model else [],
        "nsfw": False,
        "censor_nsfw": True,
        "r2": True,
        "shared": False,
        "slow_workers": True,
        "trusted_workers": False,
    }
    return body | pictures


def kudos_for(request: EngineRequest) -> float:
    """Returns about how many kudos one picture of `request` takes."""
    width_px, height_px = fitted(request.width_px, request.height_px, SIZES)
    return round(width_px * height_px * (request.steps or DEFAULT_STEPS) * KUDOS_PER_PIXEL_STEP, 2)


def _params(request: EngineRequest, size_px: tuple[int, int]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "n": 1,
        "seed": str(request.seed),
        "width": size_px[0],
        "height": size_px[1],
        "steps": request.steps or DEFAULT_STEPS,
        "karras": bool(request.params.get("karras", True)),
    }
    after = request.params.get("afterwards")
    chosen = {
        "cfg_scale": request.guidance_scale,
        "sampler_name": request.scheduler,
        "clip_skip": request.params.get("clip_skip"),
        "tiling": request.params.get("tiling"),
        "hires_fix": request.params.get("hires_fix"),
        "post_processing": [after] if after else None,
    }
    return fields | {name: value for name, value in chosen.items() if value is not None}


def _drawn_from(request: EngineRequest) -> tuple[tuple[int, int], dict[str, Any], dict[str, Any]]:
    """Returns the size to draw, the fields of the pictures to start from, and how much of them may change."""
    if request.operation == "generate":
        return fitted(request.width_px, request.height_px, SIZES), {}, {}
    if request.source is None:
        raise Unsupported("AI Horde needs a picture to start from.")
    source = decode(request.source).convert("RGB")
    if request.operation == "inpaint":
        size_px = fitted(*source.size, SIZES)
        mask = _mask(request, size_px)
        pictures = {
            "source_image": _webp(source.resize(size_px)),
            "source_processing": "inpainting",
            "source_mask": mask,
        }
        return size_px, pictures, {"denoising_strength": request.params.get("strength", DEFAULT_INPAINT_STRENGTH)}
    size_px = fitted(request.width_px, request.height_px, SIZES)
    pictures = {"source_image": _webp(ImageOps.fit(source, size_px)), "source_processing": "img2img"}
    return size_px, pictures, {"denoising_strength": request.params.get("strength", DEFAULT_STRENGTH)}


def _prompt(request: EngineRequest) -> str:
    """Returns both prompts as one: the mark between them must not come from the words themselves."""
    prompt = request.prompt.replace(NEGATIVE_MARK, "#")
    negative = request.negative_prompt.replace(NEGATIVE_MARK, "#")
    return f"{prompt} {NEGATIVE_MARK} {negative}" if negative.strip() else prompt


def _mask(request: EngineRequest, size_px: tuple[int, int]) -> str:
    if request.mask is None:
        raise Unsupported("AI Horde needs to know what may change: paint over it.")
    return _webp(decode(request.mask).convert("L").resize(size_px).convert("RGB"))


def _webp(image: Image.Image) -> str:
    target = io.BytesIO()
    image.save(target, "WEBP", quality=95)
    return base64.b64encode(target.getvalue()).decode()
