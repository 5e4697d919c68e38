"""Narrations, put there by hand or by playing the worker."""

from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from webapp.database import writing
from webapp.engines.speech.sound import TYPES, encoded, silence
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, Narration
from webapp.models.columns import new_id, utc_now
from webapp.narration.work import narrate
from webapp.storage.keys import narration_key

RATE_HZ = 22050


def heard(image: Image, **values: Any) -> Narration:
    """Commits a narration of two seconds of silence and its files. Needs an app context."""
    narration_id, now = new_id(), utc_now()
    paths = {suffix: narration_key(narration_id, now, suffix) for suffix in TYPES}
    for suffix, path in paths.items():
        storage().put(path, encoded(silence(2.0, RATE_HZ), RATE_HZ, suffix), TYPES[suffix])
    cues = [[0.0, 1.0, "A red boat."], [1.0, 2.0, "It <b>rests</b>."]]
    kept = {"ogg_path": paths["ogg"], "mp3_path": paths["mp3"], "duration_s": 2.0, "cues": cues}
    return add(image, **{"id": narration_id, "created_at": now, "status": "completed", **kept, **values})


def add(image: Image, **values: Any) -> Narration:
    """Commits a narration, queued unless `values` say otherwise."""
    said = {"source": "alt_text", "text": "A red boat. It rests.", "voice": "espeak:gmw/en", "language": "en-gb"}
    row = Narration(**{"image_id": image.id, "user_id": image.owner_id, **said, **values})
    with writing() as session:
        session.add(row)
    return row


def narrations(app: Flask) -> list[Narration]:
    """Returns all narrations, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(Narration).order_by(Narration.id)))


def work(app: Flask) -> Narration:
    """Carries out all that waits, as a worker does, and returns the newest."""
    waiting: list[UUID] = [row.id for row in narrations(app) if row.status == "queued"]
    for narration_id in waiting:
        with app.app_context():
            narrate(narration_id)
    return narrations(app)[-1]
