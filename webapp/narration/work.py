"""Reads one text aloud: claims it, has it spoken, keeps the sound."""

import logging
import secrets
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webapp.database import patient, writing
from webapp.engines.errors import EngineError, RateLimited
from webapp.engines.speech.registry import speaker
from webapp.engines.speech.sound import TYPES, encoded
from webapp.engines.speech.types import Spoken
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Narration, NarrationSound, StableDiffusionUsageLog
from webapp.models.columns import utc_now
from webapp.narration.kept import Sound, keep, kept_sound
from webapp.queue import job_token
from webapp.storage.errors import StorageError
from webapp.storage.keys import narration_key

# Longer than any speaker may take, and the encoding after it.
LEASE = timedelta(seconds=300)
MOST_TRIES = 3
BROKEN = "Something broke while this was read. Try again."

log = logging.getLogger(__name__)


def narrate(narration_id: UUID) -> None:
    """Carries a narration out, unless somebody else does or it is not wanted any more."""
    token = _claim(narration_id)
    if token is None:
        return
    row = db.session.get_one(Narration, narration_id, populate_existing=True)
    try:
        _store(row, token, kept_sound(row) or _made(row))
    except (EngineError, StorageError) as error:
        _try_later(row, token, error) if _is_worth_it(row, error) else fail(row.id, token, str(error))
    except Exception:
        log.exception("Narration %s failed", narration_id)
        db.session.rollback()
        fail(narration_id, token, BROKEN)


def move(narration_id: UUID, held_by: str | None, **values: Any) -> bool:
    """Changes a narration that its holder still holds; tells whether it did."""
    with writing() as session:
        return _moved(session, narration_id, held_by, **values)


def _moved(session: Session, narration_id: UUID, held_by: str | None, **values: Any) -> bool:
    of_holder = Narration.lease_token == held_by if held_by else Narration.lease_token.is_(None)
    changed = update(Narration).where(Narration.id == narration_id, of_holder).values(**values)
    return bool(session.execute(changed.returning(Narration.id)).first())


@patient
def fail(narration_id: UUID, token: str | None, sentence: str) -> bool:
    """Ends a narration with a sentence for its owner."""
    ended = {"status": "failed", "error_message": sentence, "lease_token": None, "lease_until": None}
    return move(narration_id, token, **ended, finished_at=utc_now())


def _claim(narration_id: UUID) -> str | None:
    token = job_token() or secrets.token_hex(16)
    taken = update(Narration).where(Narration.id == narration_id, Narration.status == "queued")
    values = {"status": "running", "lease_token": token, "lease_until": utc_now() + LEASE}
    with writing() as session:
        claimed = session.execute(taken.values(**values, tries=Narration.tries + 1).returning(Narration.id)).first()
    return token if claimed else None


def _made(row: Narration) -> Sound:
    """Has the text spoken and made into files. What is paid is kept, so that nobody pays twice if the store is away."""
    is_paid = row.credits > 0
    spoken = _spoken(row)
    ogg = encoded(spoken.samples, spoken.rate_hz, "ogg")
    mp3 = spoken.mp3 or encoded(spoken.samples, spoken.rate_hz, "mp3")
    cues = [[round(cue.start_s, 3), round(cue.end_s, 3), cue.text] for cue in spoken.cues]
    sound = Sound({"ogg": ogg, "mp3": mp3}, round(spoken.duration_s, 3), cues)
    if is_paid:
        keep(row.id, sound)
    return sound


def _spoken(row: Narration) -> Spoken:
    """Has the text spoken and writes down what that cost, whatever becomes of the sound."""
    by_name, _, voice = row.voice.partition(":")
    by = speaker(by_name)
    words, manner = row.text, row.manner
    db.session.commit()  # no transaction stays open while a provider speaks
    started = time.monotonic()
    spoken = by.speak(words, voice, manner)
    line = StableDiffusionUsageLog(
        user_id=row.user_id,
        model_backend=by.label,
        model=by.model(),
        operation="narration",
        width_px=0,
        height_px=0,
        credits=row.credits,
        seconds=time.monotonic() - started,
    )
    _log(line)
    return spoken


@patient
def _log(line: StableDiffusionUsageLog) -> None:
    with writing() as session:
        session.add(line)


def _store(row: Narration, token: str, sound: Sound) -> None:
    """Stores the sound, then the row that names it; where it was not wanted any more, the files go again."""
    paths = {suffix: narration_key(row.id, row.created_at, suffix) for suffix in TYPES}
    for suffix, path in paths.items():
        storage().put(path, sound.files[suffix], TYPES[suffix])
    if not _finish(row.id, token, paths, sound):
        storage().delete_many(paths.values())
        return
    storage().delete_many(_forget_older(row))


@patient
def _finish(narration_id: UUID, token: str, paths: dict[str, str], sound: Sound) -> bool:
    """Notes that the sound is stored; what was kept of it goes."""
    ended = {"status": "completed", "error_message": "", "lease_token": None, "lease_until": None}
    stored = {"ogg_path": paths["ogg"], "mp3_path": paths["mp3"], "duration_s": sound.duration_s, "cues": sound.cues}
    with writing() as session:
        if not _moved(session, narration_id, token, **ended, **stored, finished_at=utc_now()):
            return False
        session.execute(delete(NarrationSound).where(NarrationSound.narration_id == narration_id))
    return True


@patient
def _forget_older(row: Narration) -> list[str]:
    """Removes the narrations that this one replaces and returns the names of their files."""
    page = Narration.story_page_id
    of_picture = Narration.image_id == row.image_id, page.is_(None)
    older = *((page == row.story_page_id,) if row.story_page_id else of_picture), Narration.id < row.id
    found = db.session.execute(select(Narration.ogg_path, Narration.mp3_path).where(*older)).all()
    if not found:
        return []
    with writing() as session:
        session.execute(delete(Narration).where(*older), execution_options={"synchronize_session": False})
    return [path for paths in found for path in paths if path]


def _is_worth_it(row: Narration, error: EngineError | StorageError) -> bool:
    return error.is_worth_retrying and row.tries < MOST_TRIES


def _try_later(row: Narration, token: str, error: EngineError | StorageError) -> None:
    """Puts a narration back; the upkeep hands it over again when its time has come."""
    usual_s = 60.0 if isinstance(error, StorageError) else 5.0
    wait_s = error.retry_after_s if isinstance(error, RateLimited) else usual_s
    patient(move)(
        row.id,
        token,
        status="queued",
        lease_token=None,
        lease_until=utc_now() + timedelta(seconds=wait_s),
        error_message=str(error),
    )
