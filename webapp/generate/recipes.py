"""What the composer opens with: the recipe of a picture that is remixed, a style's settings, what was remembered."""

from typing import Any
from uuid import UUID

from flask_login import current_user
from sqlalchemy import select

from webapp.access import actor, can, derivable_image, reads_final_words
from webapp.extensions import db
from webapp.generate import final
from webapp.generate.forms import GenerateForm
from webapp.generate.projects import field_of
from webapp.models import Image, ImageRequest, PromptHelper
from webapp.models.prompt_helper import style_shown_to
from webapp.pipeline.elsewhere import composer_fields
from webapp.pipeline.offer import offers
from webapp.shapes import FREE, SHAPES, nearest_shape, shape_of, with_shape

REMEMBERED = [
    "negative_prompt",
    "style",
    "theme",
    "project",
    "shape",
    "width",
    "height",
    "num_outputs",
    "model_backend",
    "model",
    "steps",
    "guidance_scale",
    "scheduler",
]


def opening_with_style(slug: str, user_id: UUID) -> dict[str, Any]:
    """Returns the composer's fields that a style chooses: itself and its settings, as far as they can be had now."""
    shown = select(PromptHelper.recipe).where(PromptHelper.slug == slug, style_shown_to(user_id))
    recipe = db.session.scalar(shown)
    if recipe is None:
        return {}
    kept = {name: value for name, value in with_shape(recipe).items() if name in {*REMEMBERED, "parameters"}}
    drawer = kept.pop("model_backend", None)
    if drawer is None:
        return {**kept, "style": slug}
    if not offers().has(drawer):
        return {"style": slug}
    return {"model": "", "scheduler": "", "parameters": {}, **kept, "model_backend": drawer, "style": slug}


def recipe_of(image_id: UUID) -> dict[str, Any]:
    """Returns the composer's fields for a remix of the caller's own picture. Raises 404 or Forbidden."""
    image = derivable_image(image_id)
    request = db.session.get(ImageRequest, image.request_id) if image.request_id else None
    if request is None:
        is_whole = reads_final_words(actor(), image)
        prompt = image.prompt if is_whole else image.recipe.get("prompt_template", "")
        return {"prompt": prompt, "shape": nearest_shape(image.width_px, image.height_px), **composer_fields(image)}
    recipe = _recipe(image, request)
    reader = actor()
    if (reader is None or reader.id != request.user_id) and final.has_words_of_its_own(request):
        # The blocks and lists are not the reader's to use: they get the words as they were read, if these are shared.
        recipe["blocks"] = []
        if reads_final_words(reader, image):
            as_read = {"prompt": image.prompt, "negative_prompt": image.recipe.get("negative_prompt", "")}
            recipe |= as_read | {"style": "", "theme": ""}
    return recipe


def remixed_image(form: GenerateForm) -> Image | None:
    """Returns the picture that the composer was opened to remix, while the caller may use its recipe."""
    try:
        image = db.session.get(Image, UUID(form.remix_of.data or ""))
    except ValueError:
        return None
    return image if image is not None and can(actor(), "derive", image) else None


def _recipe(image: Image, request: ImageRequest) -> dict[str, Any]:
    shape = shape_of(request.width_px, request.height_px)
    world = request.theme_helper
    version = request.prompt_helper_version
    return {
        "prompt": request.prompt,
        "negative_prompt": request.negative_prompt,
        "blocks": request.blocks,
        "style": version.prompt_helper.slug if version and can(actor(), "read", version.prompt_helper) else "",
        "theme": world.slug if world and can(actor(), "read", world) else "",
        "project": field_of(request.project_id, current_user),
        "shape": shape,
        "width": request.width_px,
        "height": request.height_px,
        "num_outputs": request.num_outputs,
        "model_backend": request.model_backend,
        "model": request.model,
        "parameters": request.params,
        "seed": image.seed,
        "steps": request.steps,
        "guidance_scale": request.guidance_scale,
        "scheduler": request.scheduler,
    }


def sane_recipe(recipe: dict[str, Any]) -> dict[str, Any]:
    """Returns a remembered recipe without what the form no longer knows."""
    kept = {key: value for key, value in recipe.items() if value is not None}
    if kept.get("shape") not in {*SHAPES, FREE}:
        kept.pop("shape", None)
    if not isinstance(kept.get("parameters", {}), dict):
        kept.pop("parameters")
    return kept
