"""From what sd-parsers found to a recipe of ours."""

from typing import Any

from sd_parsers.data import PromptInfo

from webapp.pictures_in.recipes.found import Found, make_found
from webapp.pictures_in.recipes.values import rest

KNOWN = ("seed", "noise_seed", "steps", "cfg_scale", "scheduler", "sampler_name")


def from_parser(made_with: str, info: PromptInfo) -> Found | None:
    """Returns the recipe of the sampler that was told first; those after it stand under what was also found."""
    if not info.samplers:
        return None
    sampler = info.samplers[0]
    told: dict[str, Any] = dict(sampler.parameters)
    values = {
        "prompt": ", ".join(str(each) for each in sampler.prompts),
        "negative_prompt": ", ".join(str(each) for each in sampler.negative_prompts),
        "model": sampler.model.name if sampler.model else None,
        "seed": told.get("seed", told.get("noise_seed")),
        "steps": told.get("steps"),
        "guidance_scale": told.get("cfg_scale"),
        "scheduler": " ".join(str(each) for each in (sampler.name, told.get("scheduler")) if each),
    }
    others = {f"sampler {number}": each.parameters for number, each in enumerate(info.samplers[1:], 2)}
    return make_found(made_with, values, rest(told, *KNOWN) | others | dict(info.metadata))
