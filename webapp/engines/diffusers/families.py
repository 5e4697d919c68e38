"""The kinds of model that the diffusers library draws with, as far as requests differ between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# The names that other studios use too, with the library's classes; backend.py makes them.
SCHEDULERS: Final[Mapping[str, str]] = {
    "Euler": "EulerDiscreteScheduler",
    "Euler a": "EulerAncestralDiscreteScheduler",
    "DPM++ 2M": "DPMSolverMultistepScheduler",
    "DDIM": "DDIMScheduler",
    "Heun": "HeunDiscreteScheduler",
    "UniPC": "UniPCMultistepScheduler",
}
# From four latent numbers to red, green and blue: measured approximations that the field shares.
_SD_COLOURS: Final = ((0.298, 0.207, 0.208), (0.187, 0.286, 0.173), (-0.158, 0.189, 0.264), (-0.184, -0.271, -0.473))
_XL_COLOURS: Final = ((0.392, 0.405, 0.455), (-0.263, -0.020, 0.065), (0.057, 0.169, -0.076), (-0.311, -0.236, -0.208))
Colours = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of model. `pipelines` are the beginnings of its classes' names, `weights` part of its weights' names.

    `single_file` is the class that opens it when it is one file, "" when none does. `colours` make a preview of a
    half-drawn picture, empty where there is no cheap one.
    """

    label: str
    pipelines: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    single_file: str = ""
    multiple_px: int = 16
    max_side_px: int = 2048
    steps: int = 25
    can_edit: bool = True
    negative_prompt: bool = True
    schedulers: tuple[str, ...] = ()
    colours: Colours = ()


# Another model: it draws, and what else it can is not known.
OTHER: Final = Family("A diffusers model", can_edit=False, negative_prompt=False)
# The first one that fits counts, so that longer names come before shorter ones.
FAMILIES: Final = (
    Family(
        "Stable Diffusion XL",
        ("StableDiffusionXL",),
        ("conditioner.embedders.1.",),
        "StableDiffusionXLPipeline",
        multiple_px=8,
        schedulers=tuple(SCHEDULERS),
        colours=_XL_COLOURS,
    ),
    Family(
        "Stable Diffusion 3",
        ("StableDiffusion3",),
        ("model.diffusion_model.joint_blocks.", "joint_blocks."),
        "StableDiffusion3Pipeline",
        steps=28,
    ),
    Family(
        "Stable Diffusion",
        ("StableDiffusionPipeline", "StableDiffusionImg2Img", "StableDiffusionInpaint"),
        ("cond_stage_model.",),
        "StableDiffusionPipeline",
        multiple_px=8,
        max_side_px=1536,
        schedulers=tuple(SCHEDULERS),
        colours=_SD_COLOURS,
    ),
    Family("Flux", ("FluxPipeline",), (), "", steps=20, negative_prompt=False),
    Family("Qwen-Image", ("QwenImagePipeline",), (), "", steps=30, negative_prompt=False),
    Family("Z-Image", ("ZImagePipeline",), (), "", steps=12, negative_prompt=False),
)


def family_of_pipeline(class_name: str) -> Family:
    """Returns the family of a pipeline's class, OTHER when it is none of them."""
    return next((each for each in FAMILIES if class_name.startswith(each.pipelines)), OTHER)


def family_of_weights(names: list[str]) -> Family | None:
    """Returns the family whose whole model has weights of these names, None when a single file is none of them."""
    return next(
        (each for each in FAMILIES if each.weights and any(name.startswith(each.weights) for name in names)), None
    )
