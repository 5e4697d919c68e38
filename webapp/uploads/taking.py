"""From a file's bytes to a picture on its owner's wall: the files first, then the row that names them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.database import patient, writing
from webapp.errors import AppError, Busy
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, User
from webapp.models.columns import new_id, utc_now
from webapp.models.image import IS_KEPT
from webapp.pictures_in.decode import Clean, TooBusy, clean
from webapp.pictures_in.refused import Refused
from webapp.pipeline.thumbnails import LARGE_PX, SMALL_PX, thumbnail_path
from webapp.storage.keys import picture_key
from webapp.tag_counts import counting
from webapp.tagging import tags_from
from webapp.uploads.forms import About
from webapp.uploads.names import title_of

UPLOAD = "upload"
# Done in the same transaction as the picture's row.
Beside = Callable[[Session], None]


class NotTaken(AppError):
    """A file that is not taken, in words for whoever sent it."""

    title = "Not taken"

    def __init__(self, refused: Refused) -> None:
        super().__init__(str(refused))
        self.status, self.code = refused.status, refused.code


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: a picture, new or one that its owner had already, and what there is to say of it."""

    image_id: UUID
    is_new: bool
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return " ".join(("Added." if self.is_new else "You already have this picture.", *self.notes))


def take(owner_id: UUID, data: bytes, name: str, about: About, beside: Beside | None = None) -> Taken:
    """Makes the picture in `data` anew and hangs it on its owner's wall, unless it hangs there already.

    Raises NotTaken, Busy, and StorageError when there is no room. `beside` is done with a new row, and only then.
    """
    known = own_picture(owner_id, hashlib.sha256(data).hexdigest())
    if known is not None:
        return Taken(known, is_new=False)
    made = _cleaned(data)
    image = _image(owner_id, made, name, about)
    known = own_picture(owner_id, image.sha256)
    if known is not None:
        return Taken(known, is_new=False)
    _store(image, made)
    kept = _commit(image, about.tags, beside)
    if kept != image.id:
        storage().delete_many([image.file_path, image.small_path, image.large_path])
    return Taken(kept, is_new=kept == image.id, notes=_notes(made))


def own_picture(owner_id: UUID, sha256: str) -> UUID | None:
    """Returns the person's picture with exactly these bytes; one in the trash does not count."""
    same = select(Image.id).where(Image.owner_id == owner_id, Image.sha256 == sha256, IS_KEPT)
    return db.session.scalar(same.limit(1))


def _cleaned(data: bytes) -> Clean:
    try:
        return clean(data)
    except Refused as refused:
        raise NotTaken(refused) from None
    except TooBusy:
        raise Busy("Many pictures are coming in right now. Try again in a moment.") from None


def _store(image: Image, made: Clean) -> None:
    files = {image.file_path: made.file, image.small_path: made.small, image.large_path: made.large}
    floor = current_app.extensions["settings"].min_free_disk_bytes
    storage().require_room(sum(map(len, files.values())), floor)
    for key, data in files.items():
        storage().put(key, data, "image/webp")


@patient
def _commit(image: Image, tags: str, beside: Beside | None) -> UUID:
    """Adds the row, unless the same picture came in meanwhile. Returns the id of the one that stays."""
    with writing() as session:
        # One person's uploads wait for one another here, so that the same file sent twice at once comes in once.
        session.execute(select(User.id).where(User.id == image.owner_id).with_for_update())
        known = own_picture(image.owner_id, image.sha256)
        if known is None:
            session.add(image)
            session.flush()
            with counting(session, [image.id]):
                image.tags = tags_from(tags)
            if beside is not None:
                beside(session)
        return known or image.id


def _image(owner_id: UUID, made: Clean, name: str, about: About) -> Image:
    image_id, now = new_id(), utc_now()
    key = picture_key(image_id, now, "webp")
    return Image(
        id=image_id,
        owner_id=owner_id,
        generation_type=UPLOAD,
        file_path=key,
        small_path=thumbnail_path(key, SMALL_PX),
        large_path=thumbnail_path(key, LARGE_PX),
        size_bytes=len(made.file),
        sha256=hashlib.sha256(made.file).hexdigest(),
        width_px=made.width_px,
        height_px=made.height_px,
        colour=made.colour,
        title=about.title or title_of(name),
        description=about.description,
        purpose=about.purpose,
        created_at=now,
        **_told(made),
    )


def _told(made: Clean) -> dict[str, Any]:
    """Returns the columns for what the file told of how the picture was made."""
    found = made.recipe
    if found is None:
        return {}
    return {
        "prompt": found.prompt,
        "seed": found.seed,
        "model": found.model,
        "recipe": {
            "prompt_template": found.prompt,
            "negative_prompt": found.negative_prompt,
            "model": found.model,
            "steps": found.steps,
            "guidance_scale": found.guidance_scale,
            "scheduler": found.scheduler,
            "made_with": found.made_with,
            "also_found": found.also,
        },
    }


def _notes(made: Clean) -> tuple[str, ...]:
    moving = ("It moves; the first frame is kept.",) if made.is_animated else ()
    told = (f"The recipe from {made.recipe.made_with} came along.",) if made.recipe else ()
    return moving + told
