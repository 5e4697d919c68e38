"""InvokeAI: `invokeai_metadata` as JSON; its earlier versions wrote `sd-metadata` or the line `Dream`."""

from sd_parsers.parsers import InvokeAIParser

from webapp.pictures_in.recipes.found import Found, make_found
from webapp.pictures_in.recipes.parsed import from_parser
from webapp.pictures_in.recipes.values import json_object, rest
from webapp.pictures_in.texts import Texts

KNOWN = ("positive_prompt", "negative_prompt", "model", "seed", "steps", "cfg_scale", "scheduler", "width", "height")
OLDER = ("sd-metadata", "Dream")


def read(texts: Texts) -> Found | None:
    told = json_object(texts.get("invokeai_metadata"))
    if told is None:
        return _older(texts)
    model = told.get("model")
    values = {
        "prompt": told.get("positive_prompt"),
        "negative_prompt": told.get("negative_prompt"),
        "model": model.get("name", model.get("model_name")) if isinstance(model, dict) else model,
        "seed": told.get("seed"),
        "steps": told.get("steps"),
        "guidance_scale": told.get("cfg_scale"),
        "scheduler": told.get("scheduler"),
    }
    return make_found("InvokeAI", values, rest(told, *KNOWN))


def _older(texts: Texts) -> Found | None:
    if json_object(texts.get("sd-metadata")) is None and "Dream" not in texts:
        return None
    return from_parser("InvokeAI", InvokeAIParser().parse({key: texts[key] for key in OLDER if key in texts}))
