"""From the composer's form to a wish, and what the composer shows beside it."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask_login import current_user
from sqlalchemy import select

from webapp.access import actor, can, derivable_image, reads_final_words
from webapp.cards import Card, card_query, make_cards
from webapp.database import writing
from webapp.engines.errors import Unsupported
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest
from webapp.extensions import db
from webapp.generate import final
from webapp.generate.forms import MAX_PROMPT_CHARS, GenerateForm
from webapp.generate.projects import chosen_project, field_of, theme_of_project
from webapp.generate.themes import chosen_theme
from webapp.models import Image, ImageRequest, PromptHelper, PromptHelperVersion, User
from webapp.models.columns import utc_now
from webapp.models.image_request import LIVE, PROBE
from webapp.models.prompt_helper import style_shown_to
from webapp.pipeline import quota
from webapp.pipeline.elsewhere import composer_fields
from webapp.pipeline.offer import offers
from webapp.pipeline.submit import Wish, submit
from webapp.progress import RequestView, request_views
from webapp.shapes import FREE, SHAPES, nearest_shape, shape_of, size_of, with_shape
from webapp.style_cards import StyleCard, composer_styles

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
NOW_AT_MOST = 20
EARLIER_AT_MOST = 24
STYLES_SHOWN = 7
STAYS_IN_NOW = timedelta(minutes=10)


def make_request(user: User, form: GenerateForm) -> ImageRequest:
    """Submits what the form asks for. Raises Unsupported for a style or theme that is gone, and what submit raises."""
    style = style_version(form.style.data, user.id)
    if style is None and form.style.data:
        raise Unsupported("This style is not there any more. Choose another one.")
    project = chosen_project(form.project.data, user)
    blocks = final.switched_on(user.id, form)
    width_px, height_px = _size(form)
    wish = Wish(
        prompt=form.prompt.data,
        negative_prompt=form.negative_prompt.data if form.capabilities.negative_prompt else "",
        width_px=width_px,
        height_px=height_px,
        model_backend=form.model_backend.data,
        model=form.model_name,
        num_outputs=form.num_outputs.data,
        style_version=style,
        blocks=blocks,
        theme=chosen_theme(form.theme.data, user.id) or theme_of_project(project, user),
        project_id=project.id if project else None,
        seed=form.seed.data,
        steps=form.steps.data,
        guidance_scale=form.guidance_scale.data,
        scheduler=form.scheduler.data or None,
        params=form.parameters.values,
    )
    made = submit(user, wish, form.idempotency_key.data, _filled(form))
    final.keep_switches(user.id, blocks)
    return made


def remember(user: User, form: GenerateForm) -> None:
    """Commits the form as it is filled, so that the composer opens with it next time. What is much too long is cut."""
    with writing():
        user.last_recipe = {
            name: value[:MAX_PROMPT_CHARS].replace("\0", "") if isinstance(value, str) else value
            for name, value in _filled(form).items()
        }


def _filled(form: GenerateForm) -> dict[str, Any]:
    recipe = {name: form[name].data for name in REMEMBERED}
    return recipe | {"prompt": form.prompt.data, "parameters": form.parameters.values}


def estimate(form: GenerateForm) -> float:
    """Returns what the form as it is filled would cost, in credits."""
    width_px, height_px = _size(form)
    asked = EngineRequest(
        prompt="",
        model=form.model_name,
        width_px=width_px,
        height_px=height_px,
        num_outputs=form.num_outputs.data or 1,
        steps=form.steps.data,
        params=form.parameters.values,
    )
    return quota.estimate(form.engine.name, asked)


def engine_view(form: GenerateForm) -> dict[str, Any]:
    """Returns what the composer shows of the chosen engine: fields it does not have are None, empty or False."""
    drawer, can = form.engine, form.capabilities
    model = can.model_for("generate", form.model_name)
    return {
        "label": drawer.label,
        "about": drawer.about,
        "is_resting": form.offers.is_resting(drawer.name),
        "stands_in_for": form.stands_in_for,
        "has_models": len(form.models) > 1,
        "model_about": model.about if model else "",
        "seed": can.seed,
        "steps": form.steps_range,
        "guidance_scale": form.guidance_range,
        "schedulers": can.schedulers,
        "negative_prompt": can.negative_prompt,
    }


def new_key() -> str:
    """Returns the key that makes one request of a form, however often it is sent."""
    return secrets.token_urlsafe(24)


def _size(form: GenerateForm) -> tuple[int, int]:
    """Returns the pixels to ask for: a free size as it was typed, a shape as near as the engine can."""
    size = size_of(form.shape.data, form.width.data, form.height.data)
    return size if form.shape.data == FREE else fitted(*size, form.sizes)


def style_version(slug: str, user_id: UUID) -> PromptHelperVersion | None:
    """Returns the newest wording of the style, None when there is no such style for this person."""
    if not slug:
        return None
    return db.session.scalar(
        select(PromptHelperVersion)
        .join(PromptHelper, PromptHelper.id == PromptHelperVersion.prompt_helper_id)
        .where(PromptHelper.slug == slug, style_shown_to(user_id))
        .order_by(PromptHelperVersion.number.desc())
        .limit(1)
    )


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


def shown_styles(form: GenerateForm) -> list[StyleCard]:
    """Returns the few styles that the composer shows; the whole picker is a page of its own."""
    return composer_styles(current_user.id, form.style.data or "", STYLES_SHOWN)


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


def now_views(user: User) -> list[RequestView]:
    """Returns what is on the way and what has just ended, newest first."""
    recent = (
        select(ImageRequest)
        .where(ImageRequest.user_id == user.id, ImageRequest.kind != PROBE)
        .order_by(ImageRequest.id.desc())
    )
    rows = db.session.scalars(recent.limit(NOW_AT_MOST)).all()
    since: datetime = utc_now() - STAYS_IN_NOW
    return request_views([row for row in rows if row.status in LIVE or (row.finished_at or since) > since])


def earlier_cards(user: User, now: list[RequestView]) -> list[Card]:
    """Returns the person's newest pictures that "Now" does not show already."""
    shown = {view.id for view in now}
    mine = card_query().where(Image.owner_id == user.id, Image.deleted_at.is_(None))
    if shown:
        mine = mine.where(Image.request_id.not_in(shown) | Image.request_id.is_(None))
    return make_cards(db.session.execute(mine.limit(EARLIER_AT_MOST)).all(), user.id)
