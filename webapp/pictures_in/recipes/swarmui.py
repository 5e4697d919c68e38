"""SwarmUI: `parameters` holds JSON with `sui_image_params`. Values may be strings."""

from webapp.pictures_in.recipes.found import Found, make_found
from webapp.pictures_in.recipes.values import json_object, rest
from webapp.pictures_in.texts import Texts

KNOWN = ("prompt", "negativeprompt", "model", "seed", "steps", "cfgscale", "sampler", "width", "height")


def read(texts: Texts) -> Found | None:
    told = json_object(texts.get("parameters"))
    params = told.get("sui_image_params") if told else None
    if told is None or not isinstance(params, dict):
        return None
    values = {
        "prompt": params.get("prompt"),
        "negative_prompt": params.get("negativeprompt"),
        "model": params.get("model"),
        "seed": params.get("seed"),
        "steps": params.get("steps"),
        "guidance_scale": params.get("cfgscale"),
        "scheduler": params.get("sampler"),
    }
    extra = told.get("sui_extra_data")
    return make_found("SwarmUI", values, rest(params, *KNOWN) | (extra if isinstance(extra, dict) else {}))
