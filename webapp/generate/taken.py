"""Parts of a picture's recipe, taken over into the composer."""

from typing import Any

# Parts of a recipe that stand in more than one field, or in another one.
PARTS = {
    "prompt": ("prompt", "blocks"),
    "engine": ("model_backend", "model", "parameters", "scheduler"),
    "size": ("shape", "width", "height"),
}


def parts_of(recipe: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Returns the named parts of a recipe; names that are none are passed by."""
    wanted = {field for name in names for field in PARTS.get(name, (name,))}
    return {field: value for field, value in recipe.items() if field in wanted}
