"""The recipe of a picture to take along: as data, and as the text that most tools read."""

import json
from typing import Any

from webapp.access import can, reads_final_words
from webapp.extensions import db
from webapp.models import Image, ImageRequest, User
from webapp.pipeline.recipe import parameters_text


def recipe_of(image: Image, viewer: User | None) -> dict[str, Any]:
    """Returns what the viewer may know of how the picture was made; empty when that is its owner's secret.

    Without the right to read the final words, the prompt is the one that was typed, as on the picture's page.
    """
    if not can(viewer, "derive", image):
        return {}
    request = db.session.get(ImageRequest, image.request_id) if image.request_id else None
    reads_all = reads_final_words(viewer, image)
    kept = image.recipe or {}
    typed = request.prompt if request else kept.get("prompt_template", "")
    negative = kept.get("negative_prompt", "") if reads_all else (request.negative_prompt if request else "")
    said = {
        "prompt": image.prompt if reads_all else typed,
        "negative_prompt": negative,
        "prompt_as_typed": typed,
        "engine": image.model_backend,
        "model": image.model,
        "width": image.width_px,
        "height": image.height_px,
        "seed": image.seed,
        "steps": request.steps if request else kept.get("steps"),
        "guidance_scale": request.guidance_scale if request else kept.get("guidance_scale"),
        "scheduler": request.scheduler if request else kept.get("scheduler"),
        "made": image.created_at.isoformat(),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def as_text(recipe: dict[str, Any]) -> str:
    """Returns the recipe as the `parameters` text of AUTOMATIC1111, empty when there is none."""
    if not recipe.get("prompt"):
        return ""
    pairs = (
        ("Steps", recipe.get("steps")),
        ("Sampler", recipe.get("scheduler")),
        ("CFG scale", recipe.get("guidance_scale")),
        ("Seed", recipe.get("seed")),
        ("Size", f"{recipe['width']}x{recipe['height']}"),
        ("Model", recipe.get("model") or recipe.get("engine")),
        ("Version", "Atelier"),
    )
    return parameters_text(recipe["prompt"], recipe.get("negative_prompt", ""), pairs)


def as_json(recipe: dict[str, Any]) -> str:
    """Returns the recipe as JSON for people and programs."""
    return json.dumps(recipe, ensure_ascii=False, indent=2) + "\n"
