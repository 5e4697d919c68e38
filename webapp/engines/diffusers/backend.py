"""The diffusers library with a model loaded: the only module that imports torch, and only workers import it."""

import gc
from collections.abc import Callable
from typing import Any, Final

import diffusers
import torch
import transformers
from PIL import Image

from webapp.engines.diffusers.families import SCHEDULERS, family_of_pipeline
from webapp.engines.diffusers.model import Model
from webapp.engines.errors import NotConfigured
from webapp.engines.previews import small_webp

BATCH: Final = {"cuda": 8, "mps": 4, "cpu": 1}
PREVIEW_SCALE: Final = 4
_AUTOMATIC: Final = {
    "variation": diffusers.AutoPipelineForImage2Image,
    "inpaint": diffusers.AutoPipelineForInpainting,
}


def load(model: Model, device: str) -> "TorchBackend":
    """Loads `model` onto `device` ("auto", "cuda", "cuda:1", "mps", "cpu"). Raises NotConfigured when it cannot.

    Weights come from .safetensors alone, and no code that lies beside them is run.
    """
    for talkative in (diffusers, transformers):
        talkative.utils.logging.disable_progress_bar()
    chosen = _device(device)
    dtype = _dtype(chosen)
    try:
        pipeline = _opened(model, dtype).to(chosen)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, AttributeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise NotConfigured(f"The model at DIFFUSERS_MODEL could not be loaded: {reason}") from None
    return TorchBackend(pipeline, chosen)


class TorchBackend:
    """One model in memory. Pipelines for variations and repainting share its weights."""

    def __init__(self, pipeline: Any, device: str) -> None:
        self.family = family_of_pipeline(type(pipeline).__name__)
        self.device = device
        self.max_batch = BATCH.get(device.partition(":")[0], 1)
        self._pipelines = {"generate": pipeline}
        self._scheduler = pipeline.scheduler
        _set_up(pipeline)

    def pipeline(self, operation: str, scheduler: str | None) -> Any:
        if operation not in self._pipelines:
            self._pipelines[operation] = _AUTOMATIC[operation].from_pipe(self._pipelines["generate"])
            _set_up(self._pipelines[operation])
        found = self._pipelines[operation]
        own = self._scheduler
        found.scheduler = getattr(diffusers, SCHEDULERS[scheduler]).from_config(own.config) if scheduler else own
        return found

    def generator(self, seed: int) -> torch.Generator:
        return torch.Generator("cpu").manual_seed(seed)

    def preview(self, latents: Any, index: int) -> Callable[[], bytes] | None:
        if latents.ndim != 4 or latents.shape[1] != len(self.family.colours):
            return None
        return lambda: small_webp(_pixels(latents[index], self.family.colours))

    def is_out_of_memory(self, error: Exception) -> bool:
        words = str(error).lower()
        is_full = isinstance(error, RuntimeError) and ("out of memory" in words or "not enough memory" in words)
        return is_full or isinstance(error, torch.OutOfMemoryError | MemoryError)

    def free(self) -> None:
        gc.collect()
        if self.device.startswith("cuda"):
            torch.cuda.empty_cache()
        elif self.device == "mps":
            torch.mps.empty_cache()


def _device(wanted: str) -> str:
    if wanted != "auto":
        return wanted
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(device: str) -> torch.dtype:
    if device.startswith("cuda"):
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float16 if device == "mps" else torch.float32


def _opened(model: Model, dtype: torch.dtype) -> Any:
    if model.is_file:
        opener = getattr(diffusers, model.family.single_file)
        return opener.from_single_file(model.where, dtype=dtype)
    wanted = {"dtype": dtype, "use_safetensors": True, "local_files_only": model.is_local}
    try:
        return diffusers.AutoPipelineForText2Image.from_pretrained(model.where, **wanted)
    except OSError:
        # Some models come in half precision alone, under names that say so.
        return diffusers.AutoPipelineForText2Image.from_pretrained(model.where, variant="fp16", **wanted)


def _set_up(pipeline: Any) -> None:
    pipeline.set_progress_bar_config(disable=True)
    slicing = getattr(getattr(pipeline, "vae", None), "enable_slicing", None)
    if slicing is not None:
        # The last step takes the most memory: picture by picture it takes no more than for one.
        slicing()


def _pixels(latents: torch.Tensor, colours: tuple[tuple[float, float, float], ...]) -> Image.Image:
    """Returns a small picture of latents of shape (channels, height, width), at half of the real size."""
    matrix = torch.tensor(colours, dtype=torch.float32)
    values = torch.einsum("chw,cr->hwr", latents.detach().float().cpu(), matrix)
    image = Image.fromarray(((values + 1) * 127.5).clamp(0, 255).byte().numpy(), "RGB")
    return image.resize((image.width * PREVIEW_SCALE, image.height * PREVIEW_SCALE), Image.Resampling.BILINEAR)
