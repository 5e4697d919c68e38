"""From a request to the JSON that the server wants: one function for each kind of call."""

import base64
import io
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image

from webapp.engines.a1111.catalogue import (
    DEFAULT_CREATIVITY,
    DEFAULT_HIRES_STRENGTH,
    DEFAULT_INPAINT_STRENGTH,
    DEFAULT_SCALE,
    DEFAULT_SOFT_EDGE_PX,
    DEFAULT_STRENGTH,
    SIZES,
)
from webapp.engines.capabilities import SizeLimits
from webapp.engines.errors import Unsupported
from webapp.engines.pictures import decode
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest

MAX_SEED: Final = 2**32 - 1
DEFAULT_STEPS: Final = 25
CROP_AND_RESIZE: Final = 1
FILL_WITH_ORIGINAL: Final = 1
PADDING_PX: Final = 32
BY_FACTOR: Final = 0
# What stays of a repainted area's own size: models draw worst where they never saw pictures that large.
_AREA: Final = SizeLimits(min_side_px=64, max_side_px=2048, multiple_px=8, max_pixels=1024 * 1024)


@dataclass(frozen=True, slots=True)
class Payload:
    """A call to make. `size_px` is what the picture must come to when the server may return another size."""

    path: str
    body: dict[str, Any]
    size_px: tuple[int, int] | None = None


def payload_for(request: EngineRequest, upscaler: str) -> Payload:
    """Returns the call for any operation; `upscaler` is used where the request names none.

    Raises Unsupported when a picture that it needs is missing, or BadOutput when it is damaged.
    """
    chosen = str(request.params.get("upscaler") or upscaler)
    if request.operation == "generate":
        return Payload("/sdapi/v1/txt2img", _common(request, request.width_px, request.height_px) | _extras(request))
    if request.operation == "variation":
        return _variation(request)
    if request.operation == "inpaint":
        return _inpaint(request)
    if request.operation == "upscale_conservative":
        return _redraw_larger(request, chosen)
    return _enlarge(request, chosen)


def _variation(request: EngineRequest) -> Payload:
    body = _common(request, request.width_px, request.height_px) | {
        "init_images": [_encoded(_source(request))],
        "denoising_strength": request.params.get("strength", DEFAULT_STRENGTH),
        "resize_mode": CROP_AND_RESIZE,
    }
    return Payload("/sdapi/v1/img2img", body)


def _inpaint(request: EngineRequest) -> Payload:
    source = decode(_source(request))
    only_masked = bool(request.params.get("only_masked", True))
    width_px, height_px = fitted(*source.size, _AREA if only_masked else SIZES)
    body = _common(request, width_px, height_px) | {
        "init_images": [_png(source)],
        "mask": _mask(request, source.size),
        "denoising_strength": request.params.get("strength", DEFAULT_INPAINT_STRENGTH),
        "mask_blur": int(request.params.get("soft_edge", DEFAULT_SOFT_EDGE_PX)),
        "inpainting_fill": FILL_WITH_ORIGINAL,
        "inpaint_full_res": only_masked,
        "inpaint_full_res_padding": PADDING_PX,
        "inpainting_mask_invert": 0,
    }
    return Payload("/sdapi/v1/img2img", body, source.size)


def _redraw_larger(request: EngineRequest, upscaler: str) -> Payload:
    source = decode(_source(request))
    scale = float(request.params.get("scale", DEFAULT_SCALE))
    size_px = fitted(round(source.width * scale), round(source.height * scale), SIZES)
    body = _common(request, *size_px) | {
        "init_images": [_png(source)],
        "denoising_strength": request.params.get("creativity", DEFAULT_CREATIVITY),
    }
    body["override_settings"] = {**body["override_settings"], "upscaler_for_img2img": upscaler}
    return Payload("/sdapi/v1/img2img", body)


def _enlarge(request: EngineRequest, upscaler: str) -> Payload:
    body = {
        "image": _encoded(_source(request)),
        "resize_mode": BY_FACTOR,
        "upscaling_resize": request.params.get("scale", DEFAULT_SCALE),
        "upscaler_1": upscaler,
    }
    return Payload("/sdapi/v1/extra-single-image", body)


def _common(request: EngineRequest, width_px: int, height_px: int) -> dict[str, Any]:
    """Returns the fields that all drawing shares. The server's own settings are as before when the call is done."""
    width_px, height_px = fitted(width_px, height_px, SIZES)
    fields: dict[str, Any] = {
        "prompt": _prompt(request),
        "negative_prompt": request.negative_prompt,
        "seed": request.seed % (MAX_SEED + 1),
        "batch_size": request.num_outputs,
        "n_iter": 1,
        "steps": request.steps or DEFAULT_STEPS,
        "width": width_px,
        "height": height_px,
        "send_images": True,
        "save_images": False,
        "do_not_save_samples": True,
        "do_not_save_grid": True,
        "override_settings": {"sd_model_checkpoint": request.model} if request.model else {},
        "override_settings_restore_afterwards": True,
    }
    chosen = {
        "cfg_scale": request.guidance_scale,
        "sampler_name": request.scheduler,
        "scheduler": request.params.get("noise_schedule"),
    }
    return fields | {name: value for name, value in chosen.items() if value}


def _prompt(request: EngineRequest) -> str:
    """Returns the prompt with the chosen LoRA in the server's own way of writing it."""
    lora = request.params.get("lora")
    return f"{request.prompt} <lora:{lora}:{request.params.get('lora_weight', 1.0):g}>" if lora else request.prompt


def _extras(request: EngineRequest) -> dict[str, Any]:
    fields: dict[str, Any] = {"tiling": True} if request.params.get("tiling") else {}
    scale = float(request.params.get("hires_scale") or 1.0)
    if scale <= 1.0:
        return fields
    return fields | {
        "enable_hr": True,
        "hr_scale": scale,
        "hr_upscaler": request.params.get("hires_upscaler") or "Latent",
        "denoising_strength": request.params.get("hires_strength", DEFAULT_HIRES_STRENGTH),
        # Forge breaks down without it; others ignore it.
        "hr_additional_modules": ["Use same choices"],
    }


def _source(request: EngineRequest) -> bytes:
    if request.source is None:
        raise Unsupported("This needs a picture to start from.")
    return request.source


def _mask(request: EngineRequest, size_px: tuple[int, int]) -> str:
    """Returns the mask in the source's size, without an alpha channel, which the server would read instead."""
    if request.mask is None:
        raise Unsupported("This needs to know what may change: paint over it.")
    return _png(decode(request.mask).convert("L").resize(size_px))


def _png(image: Image.Image) -> str:
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=1)
    return _encoded(target.getvalue())


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
