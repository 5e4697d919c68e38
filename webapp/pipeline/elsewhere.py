"""Recipes of pictures that were made elsewhere and brought here, as their rows keep them."""

from typing import Any

from webapp.models import Image
from webapp.pipeline.submit import MAX_SEED

COMPOSER = ("negative_prompt", "steps", "guidance_scale")


def is_from_elsewhere(image: Image) -> bool:
    return bool((image.recipe or {}).get("made_with"))


def composer_fields(image: Image) -> dict[str, Any]:
    """Returns what the composer can use of such a recipe, beside its prompt; the engine stays the person's usual one.

    Schedulers and models have other names in every tool: they are shown with the picture and not taken over.
    """
    if not is_from_elsewhere(image):
        return {}
    kept = {name: image.recipe.get(name) for name in COMPOSER}
    seed = image.seed if image.seed is not None and image.seed <= MAX_SEED else None
    return {name: value for name, value in {**kept, "seed": seed}.items() if value not in (None, "")}


def recipe_rows(image: Image) -> list[tuple[str, Any]]:
    """Returns labels and values for a person; empty for a picture that was made here."""
    if not is_from_elsewhere(image):
        return []
    kept = image.recipe
    return [
        ("Made with", kept["made_with"]),
        ("Model", kept.get("model") or None),
        ("Steps", kept.get("steps")),
        ("Guidance", kept.get("guidance_scale")),
        ("Scheduler", kept.get("scheduler") or None),
    ]


def also_found(image: Image) -> dict[str, str]:
    """Returns the parts of such a recipe that have no place here, in words."""
    return dict((image.recipe or {}).get("also_found") or {})
