"""Probes: what a version of a style looks like, on the same three subjects and seeds, drawn when nobody waits.

They are requests like others, so credits are held, settled and logged, and a killed worker harms nothing.
"""

import io
import logging
from datetime import timedelta
from uuid import UUID, uuid5

from PIL import Image as Pixels
from sqlalchemy import ColumnElement, Select, delete, exists, or_, select
from sqlalchemy.exc import IntegrityError

from webapp.database import writing
from webapp.engines.errors import EngineError
from webapp.engines.registry import engine
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest
from webapp.errors import AppError
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, PromptHelper, PromptHelperVersion, StyleProbe, StyleProbePicture, User
from webapp.models.columns import new_id, utc_now
from webapp.models.image_request import IS_LIVE, PROBE, TERMINAL
from webapp.pipeline.offer import offers
from webapp.pipeline.prepare import Prepared, given_words, prepare
from webapp.pipeline.quota import estimate
from webapp.pipeline.submit import Wish, submit
from webapp.storage.keys import probe_key

SUBJECTS = (
    "a lighthouse on a cliff by the sea, afternoon",
    "an old stone bridge over a river in autumn",
    "an orange cat in a flower meadow, morning",
)
SEED = 7
SIZE_PX = (512, 384)
KEPT_PX = (240, 180)
QUALITY = 72
AT_ONCE = 3
CUT_OFF_AFTER = timedelta(minutes=10)
STEADY_ENGINE = "builtin"
# The row is there before its request has a number, so the request names the row.
KEY = "probe:"

log = logging.getLogger(__name__)


def ask_for_probe(user: User, version: PromptHelperVersion, engine_name: str) -> bool:
    """Has a version drawn by an engine on the budget of `user`; False when it was before, or is being drawn.

    Raises what pipeline.submit raises; then nothing is kept.
    """
    _forget_failed(version.id, engine_name)
    probe_id = _claim(version.id, engine_name)
    if probe_id is None:
        return False
    try:
        asked = submit(user, _wish(user, version, engine_name), f"{KEY}{probe_id}")
    except (AppError, EngineError, ValueError):
        _let_go(probe_id)
        raise
    with writing() as session:
        session.get_one(StyleProbe, probe_id).request_id = asked.id
    return True


def probe_price(engine_name: str) -> float:
    """Returns what a probe by an engine will cost, in credits."""
    model, width_px, height_px = _drawn_by(engine_name)
    wish = EngineRequest("", model=model, width_px=width_px, height_px=height_px, num_outputs=len(SUBJECTS))
    return estimate(engine_name, wish)


def draw_missing() -> int:
    """Asks for a few probes of people's newest versions by the engine that costs nothing. Returns how many."""
    if not offers().has(STEADY_ENGINE) or db.session.scalar(_waiting()) is not None:
        return 0
    found = db.session.execute(_missing(StyleProbe.model_backend == STEADY_ENGINE).limit(AT_ONCE)).all()
    db.session.commit()
    return sum(_ask_quietly(version_id, owner_id) for version_id, owner_id in found)


def keep_picture(image: Image, pixels: Pixels.Image) -> None:
    """Stores the small picture of a probe and its row, once; the file's name follows from the probe."""
    asked = db.session.get(ImageRequest, image.request_id) if image.request_id else None
    probe = db.session.get(StyleProbe, UUID(asked.idempotency_key.removeprefix(KEY))) if asked else None
    if probe is None:
        return
    key = probe_key(uuid5(probe.id, str(image.position)), probe.created_at)
    storage().put(key, _small(pixels), "image/webp")
    with writing() as session:
        session.merge(StyleProbePicture(probe_id=probe.id, position=image.position, file_path=key))


def _small(pixels: Pixels.Image) -> bytes:
    target = io.BytesIO()
    small = pixels.convert("RGB").resize(KEPT_PX, Pixels.Resampling.LANCZOS)
    small.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()


def _claim(version_id: UUID, engine_name: str) -> UUID | None:
    """Adds the row of a probe, or returns None when there is one: of two who ask at once, one is first."""
    made = StyleProbe(id=new_id(), version_id=version_id, model_backend=engine_name, created_at=utc_now())
    probe_id = made.id
    try:
        with writing() as session:
            session.add(made)
    except IntegrityError:
        return None
    return probe_id


def _forget_failed(version_id: UUID, engine_name: str) -> None:
    """Makes room for another try where the last one ended without a picture, or was cut off before it was asked."""
    ended = select(ImageRequest.id).where(ImageRequest.status.in_(TERMINAL))
    has_picture = exists().where(StyleProbePicture.probe_id == StyleProbe.id)
    failed = or_(StyleProbe.request_id.in_(ended), _was_cut_off()) & ~has_picture
    mine = StyleProbe.version_id == version_id, StyleProbe.model_backend == engine_name
    with writing() as session:
        session.execute(delete(StyleProbe).where(*mine, failed), execution_options={"synchronize_session": False})


def _was_cut_off() -> ColumnElement[bool]:
    return StyleProbe.request_id.is_(None) & (StyleProbe.created_at < utc_now() - CUT_OFF_AFTER)


def _let_go(probe_id: UUID) -> None:
    with writing() as session:
        session.delete(session.get_one(StyleProbe, probe_id))


def _wish(user: User, version: PromptHelperVersion, engine_name: str) -> Wish:
    model, width_px, height_px = _drawn_by(engine_name)
    words = [prepare(user.id, given_words(user.id, each, "", version), SEED, 1) for each in SUBJECTS]
    return Wish(
        prompt=f"A look at {version.prompt_helper.name}",
        width_px=width_px,
        height_px=height_px,
        model_backend=engine_name,
        model=model,
        num_outputs=len(SUBJECTS),
        style_version=version,
        seed=SEED,
        kind=PROBE,
        prepared=Prepared(
            words[0].prompt_template, words[0].negative_template, tuple(each.prompts[0] for each in words)
        ),
    )


def _drawn_by(engine_name: str) -> tuple[str, int, int]:
    """Returns the model and the size in pixels that an engine draws probes with."""
    can = engine(engine_name).capabilities
    models = can.models_for()
    model = models[0].name if models else ""
    return model, *fitted(*SIZE_PX, can.sizes_for("generate", model))


def _waiting() -> Select[UUID]:
    return select(ImageRequest.id).where(IS_LIVE, ImageRequest.kind == PROBE).limit(1)


def _missing(by: ColumnElement[bool]) -> Select[UUID, UUID | None]:
    """Returns the query of newest versions, and whose they are, that have no probe."""
    return (
        select(PromptHelperVersion.id, PromptHelper.owner_id)
        .join(PromptHelper, PromptHelper.id == PromptHelperVersion.prompt_helper_id)
        .where(
            PromptHelper.owner_id.is_not(None),
            PromptHelper.deleted_at.is_(None),
            PromptHelperVersion.number == PromptHelper.newest_number,
            ~exists().where(StyleProbe.version_id == PromptHelperVersion.id, by, ~_was_cut_off()),
        )
        .order_by(PromptHelper.id.desc())
    )


def _ask_quietly(version_id: UUID, owner_id: UUID | None) -> bool:
    user, version = (
        db.session.get(User, owner_id) if owner_id else None,
        db.session.get(PromptHelperVersion, version_id),
    )
    if user is None or version is None or not user.is_active:
        return False
    try:
        return ask_for_probe(user, version, STEADY_ENGINE)
    except (AppError, EngineError, ValueError) as error:
        log.info("No probe of version %s: %s", version_id, type(error).__name__)
        return False
