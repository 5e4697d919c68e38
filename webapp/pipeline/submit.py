"""From a wish to a committed row: the first step of the flow."""

import logging
import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.database import writing
from webapp.engines.check import check
from webapp.engines.registry import engine
from webapp.extensions import db
from webapp.models import ImageRequest, PromptHelperUse, PromptHelperVersion, ThemeHelper, User
from webapp.models.columns import new_id, utc_now
from webapp.models.image_request import PROBE
from webapp.pipeline import offer, quota
from webapp.pipeline.dispatch import dispatch
from webapp.pipeline.engine_request import engine_request
from webapp.pipeline.prepare import Prepared, given_words, prepare
from webapp.pipeline.sources import keep_mask, mask_bytes

log = logging.getLogger(__name__)

MAX_SEED = 2**32 - 2


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for, already checked field by field.

    `blocks` are the names of the person's blocks that are switched on. `target` is image or scene: where a style's
    words stand may differ between them. `source_image_id` is the picture to start from, `remix_of_id` the one
    whose recipe it began with, `mask` a PNG, white where it may change. `prepared` are words settled earlier, for a
    request that is asked for again: then nothing is put together anew.
    """

    prompt: str
    width_px: int
    height_px: int
    model_backend: str
    num_outputs: int = 1
    negative_prompt: str = ""
    style_version: PromptHelperVersion | None = None
    theme: ThemeHelper | None = None
    project_id: UUID | None = None
    blocks: tuple[str, ...] = ()
    prepared: Prepared | None = None
    seed: int | None = None
    steps: int | None = None
    guidance_scale: float | None = None
    scheduler: str | None = None
    kind: str = "generate"
    operation: str = "generate"
    target: str = "image"
    model: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    source_image_id: UUID | None = None
    remix_of_id: UUID | None = None
    mask: bytes | None = None
    pictures: dict[str, str] = field(default_factory=dict)


def submit(
    user: User,
    wish: Wish,
    idempotency_key: str,
    recipe: dict[str, Any] | None = None,
    *,
    is_trial: bool = False,
) -> ImageRequest:
    """Commits a request for `wish` and hands it over. The same key again returns the same request.

    `recipe` is what the composer opens with next time; a trial may go to an engine that is not offered. Raises
    WildcardError, BlockError, NotOffered, Unsupported, OutOfCredits, TooManyRunning or Busy; then nothing was stored.
    """
    found = _by_key(user.id, idempotency_key)
    if found is not None:
        return found
    if not is_trial:
        offer.require_offered(wish.model_backend)
    request = _row(user, wish, idempotency_key)
    for position in _longest(request):
        check(engine(wish.model_backend), engine_request(request, position))
    stored = _store(user, request, recipe, None if wish.kind == PROBE else wish.style_version)
    if stored is request:
        _dispatch_now(request.id)
    return stored


def retry(request: ImageRequest, made: int) -> ImageRequest:
    """Asks again for the pictures that a failed request did not make. Twice is once: the key names the old one.

    The old one leaves the list of failures.
    """
    user = db.session.get_one(User, request.user_id)
    wish = Wish(
        prompt=request.prompt,
        negative_prompt=request.negative_prompt,
        width_px=request.width_px,
        height_px=request.height_px,
        model_backend=request.model_backend,
        model=request.model,
        num_outputs=max(1, request.num_outputs - made),
        style_version=request.prompt_helper_version,
        theme=request.theme_helper,
        project_id=request.project_id,
        blocks=tuple(request.blocks or ()),
        prepared=_as_asked(request).after(made),
        seed=(request.seed + made) % (MAX_SEED + 1),
        steps=request.steps,
        guidance_scale=request.guidance_scale,
        scheduler=request.scheduler,
        kind=request.kind,
        operation=request.operation,
        params=dict(request.params),
        source_image_id=request.source_image_id,
        remix_of_id=request.remix_of_id,
        mask=mask_bytes(request),
        pictures=dict(request.pictures or {}),
    )
    again = submit(user, wish, f"retry:{request.id}")
    with writing():
        request.cleared_at = utc_now()
    return again


def _as_asked(request: ImageRequest) -> Prepared:
    """Returns the words of an earlier request; one from before they were kept for each picture has one for all."""
    settled = [(prompt, negative) for prompt, negative in request.picture_prompts or ()]
    return Prepared(
        request.prompt_template,
        request.negative_template,
        tuple(settled) or ((request.final_prompt, request.final_negative_prompt),),
    )


def _row(user: User, wish: Wish, idempotency_key: str) -> ImageRequest:
    request = ImageRequest(
        id=new_id(),
        user_id=user.id,
        idempotency_key=idempotency_key,
        kind=wish.kind,
        operation=wish.operation,
        model_backend=wish.model_backend,
        model=wish.model,
        prompt=wish.prompt,
        negative_prompt=wish.negative_prompt,
        blocks=list(wish.blocks),
        project_id=wish.project_id,
        width_px=wish.width_px,
        height_px=wish.height_px,
        num_outputs=wish.num_outputs,
        seed=secrets.randbelow(MAX_SEED) if wish.seed is None else wish.seed,
        steps=wish.steps,
        guidance_scale=wish.guidance_scale,
        scheduler=wish.scheduler,
        params=wish.params,
        source_image_id=wish.source_image_id,
        remix_of_id=wish.remix_of_id,
        pictures=wish.pictures,
        created_at=utc_now(),
        status="queued",
    )
    request.estimated_credits = quota.price_of(request, wish.num_outputs)
    if wish.style_version is not None:
        request.prompt_helper_version_id = wish.style_version.id
        request.style_preset = wish.style_version.style_preset
    if wish.theme is not None:
        request.theme_helper_id = wish.theme.id
    if wish.mask is not None:
        keep_mask(request, wish.mask)
    _keep_words(request, wish.prepared or _prepared(user, wish, request.seed))
    return request


def _prepared(user: User, wish: Wish, seed: int) -> Prepared:
    words = wish.prompt, wish.negative_prompt
    given = given_words(user.id, *words, wish.style_version, wish.theme, wish.blocks, wish.target)
    return prepare(user.id, given, seed, wish.num_outputs)


def _keep_words(request: ImageRequest, words: Prepared) -> None:
    request.prompt_template, request.negative_template = words.prompt_template, words.negative_template
    request.picture_prompts = [list(each) for each in words.prompts]
    request.final_prompt, request.final_negative_prompt = words.prompts[0]


def _longest(request: ImageRequest) -> set[int]:
    """Returns which pictures' words are longest: if the engine reads those it reads all."""
    numbered = range(len(request.picture_prompts))
    return {max(numbered, key=lambda position: len(request.picture_prompts[position][part])) for part in (0, 1)}


def _store(
    user: User, request: ImageRequest, recipe: dict[str, Any] | None, style: PromptHelperVersion | None
) -> ImageRequest:
    """Commits the request with what it holds of the credits, or returns the one that came first with its key."""
    try:
        with writing() as session:
            quota.take_turn(user)
            # Looked for again, as an insert would wait for the dispatcher, which has the row and waits for our turn.
            found = _by_key(user.id, request.idempotency_key)
            if found is not None:
                return found
            quota.reserve(user, request.estimated_credits)
            session.add(request)
            if recipe is not None:
                user.last_recipe = recipe
            if style is not None:
                session.merge(
                    PromptHelperUse(user_id=user.id, prompt_helper_id=style.prompt_helper_id, used_at=utc_now())
                )
    except (IntegrityError, quota.OutOfCredits, quota.TooManyRunning):
        other = _by_key(user.id, request.idempotency_key)
        if other is None:
            raise
        return other
    return request


def _by_key(user_id: UUID, idempotency_key: str) -> ImageRequest | None:
    return db.session.scalar(
        select(ImageRequest).where(ImageRequest.user_id == user_id, ImageRequest.idempotency_key == idempotency_key)
    )


def _dispatch_now(request_id: UUID) -> None:
    """The row is safe already: whatever fails here is made good by the upkeep."""
    try:
        dispatch()
    except Exception:
        log.exception("Could not hand over request %s; the upkeep will", request_id)
