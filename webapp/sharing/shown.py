"""How a picture was made, as far as a link may tell."""

from dataclasses import dataclass

from webapp.extensions import db
from webapp.models import Image, ImageRequest


@dataclass(frozen=True, slots=True)
class ShownRecipe:
    """A recipe for guests: the prompt as it was typed, and facts as labels and values."""

    prompt: str
    negative_prompt: str
    facts: list[tuple[str, str]]


def shown_recipe(image: Image) -> ShownRecipe:
    """Returns the recipe without the words of a style or theme: those are not the picture's to give away."""
    request = db.session.get(ImageRequest, image.request_id) if image.request_id else None
    kept = str((image.recipe or {}).get("prompt_template", ""))
    is_plain = image.prompt_helper_id is None and image.theme_helper_id is None
    prompt = request.prompt if request else kept or (image.prompt if is_plain else "")
    facts = [
        ("Size", f"{image.width_px} × {image.height_px}"),
        ("Model", image.model or image.model_backend),
        ("Seed", image.seed),
        ("Steps", request.steps if request else None),
        ("Guidance", request.guidance_scale if request else None),
    ]
    negative = request.negative_prompt if request else ""
    return ShownRecipe(prompt, negative, [(label, str(value)) for label, value in facts if value not in (None, "")])
