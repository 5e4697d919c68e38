"""Fooocus: `parameters` holds JSON (its other scheme is A1111's text). Its lists are written as Python literals."""

import re
from typing import Any

from webapp.pictures_in.recipes.found import Found, make_found
from webapp.pictures_in.recipes.values import json_object, literal, rest
from webapp.pictures_in.texts import Texts

KNOWN = ("prompt", "negative_prompt", "base_model", "seed", "steps", "guidance_scale", "sampler", "scheduler")
MARKS = ("base_model", "performance", "adm_guidance", "full_prompt")
LITERALS = ("styles", "resolution", "adm_guidance", "loras")


def read(texts: Texts) -> Found | None:
    told = json_object(texts.get("parameters"))
    if told is None or "prompt" not in told or not any(mark in told for mark in MARKS):
        return None
    values = {
        "prompt": told.get("prompt"),
        "negative_prompt": told.get("negative_prompt"),
        "model": told.get("base_model"),
        "seed": told.get("seed"),
        "steps": told.get("steps"),
        "guidance_scale": told.get("guidance_scale"),
        "scheduler": " ".join(str(told[key]) for key in ("sampler", "scheduler") if told.get(key)),
    }
    return make_found("Fooocus", values, {key: _also(key, value) for key, value in rest(told, *KNOWN).items()})


def _also(key: str, value: Any) -> Any:
    if key in LITERALS or re.fullmatch(r"lora_combined_\d+", key):
        found = literal(value)
        return ", ".join(map(str, found)) if isinstance(found, list | tuple) else found
    return value
