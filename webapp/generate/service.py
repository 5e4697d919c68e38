"""From the composer's form to a wish, and what the composer shows beside it."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask_login import current_user
from sqlalchemy import select

from webapp.cards import Card, card_query, make_cards
from webapp.database import writing
from webapp.engines.errors import Unsupported
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest
from webapp.extensions import db
from webapp.generate import final
from webapp.generate.forms import MAX_PROMPT_CHARS, GenerateForm
from webapp.generate.projects import chosen_project, theme_of_project
from webapp.generate.recipes import REMEMBERED, remixed_image
from webapp.generate.themes import chosen_theme
from webapp.models import Image, ImageRequest, PromptHelper, PromptHelperVersion, User
from webapp.models.columns import utc_now
from webapp.models.image_request import LIVE, PROBE
from webapp.models.prompt_helper import style_shown_to
from webapp.pipeline import quota
from webapp.pipeline.submit import Wish, submit
from webapp.progress import RequestView, request_views
from webapp.shapes import FREE, size_of
from webapp.style_cards import StyleCard, composer_styles

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
    remixed = remixed_image(form)
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
        remix_of_id=remixed.id if remixed else None,
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


def shown_styles(form: GenerateForm) -> list[StyleCard]:
    """Returns the few styles that the composer shows; the whole picker is a page of its own."""
    return composer_styles(current_user.id, form.style.data or "", STYLES_SHOWN)


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
