"""The text of AUTOMATIC1111, Forge, SD.Next and all who write like them, Atelier included.

First the prompt, then `Negative prompt: ...`, and in the last line `Key: value, ...`; values with a comma, a colon or
a newline are JSON strings. Source: modules/infotext_utils.py of stable-diffusion-webui.
"""

import json
import re

from webapp.pictures_in.recipes.found import Found, make_found
from webapp.pictures_in.recipes.values import rest
from webapp.pictures_in.texts import Texts

PAIR = re.compile(r'\s*(\w[\w \-/]{0,60}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')
LEAST_PAIRS = 3
MOST_LINE_CHARS = 20_000
NEGATIVE = "Negative prompt:"
KNOWN = ("Steps", "Sampler", "Schedule type", "CFG scale", "Seed", "Model", "Version")


def read(texts: Texts) -> Found | None:
    lines = texts.get("parameters", "").strip().split("\n")
    pairs = _pairs(lines[-1])
    if len(pairs) < LEAST_PAIRS:
        return None
    positive, _, negative = "\n".join(lines[:-1]).partition(NEGATIVE)
    return make_found(
        _tool(pairs.get("Version", "")),
        {
            "prompt": positive,
            "negative_prompt": negative,
            "steps": pairs.get("Steps"),
            "scheduler": " ".join(filter(None, (pairs.get("Sampler"), pairs.get("Schedule type")))),
            "guidance_scale": pairs.get("CFG scale"),
            "seed": pairs.get("Seed"),
            "model": pairs.get("Model"),
        },
        rest(pairs, *KNOWN, "Size"),
    )


def _pairs(line: str) -> dict[str, str]:
    found = PAIR.findall(line[:MOST_LINE_CHARS])
    return {key.strip(): _unquoted(value.strip()) for key, value in found}


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        return str(json.loads(value))
    except ValueError:
        return value


def _tool(version: str) -> str:
    if version == "Atelier":
        return version
    if version.startswith("f"):
        return "Forge"
    return "ComfyUI" if "comfy" in version.lower() else "AUTOMATIC1111"
