"""Sounds that are read and paid, kept in the database until the store takes them: nobody pays for one twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, update

from webapp.database import patient, writing
from webapp.extensions import db
from webapp.models import Narration, NarrationSound
from webapp.narration.asking import hand_over


@dataclass(frozen=True, slots=True)
class Sound:
    """A narration as files, by their suffix; how long it is and its sentences as [start, end, text], in seconds."""

    files: Mapping[str, bytes]
    duration_s: float
    cues: list[Any]


def kept_sound(row: Narration) -> Sound | None:
    """Returns what an earlier try has kept of a narration."""
    kept = db.session.get(NarrationSound, row.id)
    return Sound({"ogg": kept.ogg, "mp3": kept.mp3}, row.duration_s, row.cues) if kept is not None else None


@patient
def keep(narration_id: UUID, sound: Sound) -> None:
    """Keeps the sound of a narration that is paid, and notes that it costs nothing more. One that is gone stays so."""
    with writing() as session:
        row = session.get(Narration, narration_id)
        if row is not None:
            row.credits, row.duration_s, row.cues = 0.0, sound.duration_s, sound.cues
            session.merge(NarrationSound(narration_id=narration_id, **sound.files))


def store_again(narration_id: UUID) -> bool:
    """Queues a failed narration whose sound is kept, to be stored and not read again; tells whether it is such."""
    is_kept = exists().where(NarrationSound.narration_id == Narration.id)
    failed = update(Narration).where(Narration.id == narration_id, Narration.status == "failed", is_kept)
    with writing() as session:
        queued = failed.values(status="queued", tries=0, error_message="", finished_at=None).returning(Narration.id)
        if session.execute(queued, execution_options={"synchronize_session": False}).first() is None:
            return False
    hand_over(narration_id)
    return True
