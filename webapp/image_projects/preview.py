"""The picture that other sites show for a link to a project: its cover, its name and a strip of its pictures."""

import hashlib
import io
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import current_app
from PIL import Image as Pixels
from PIL import ImageDraw, ImageOps
from redis.exceptions import RedisError
from sqlalchemy import select

from webapp.broker import redis_client
from webapp.extensions import db
from webapp.letters.faces import Faces, faces_for
from webapp.letters.pen import pen_for
from webapp.media import storage
from webapp.models import Image, ImageProject, ProjectPicture
from webapp.models.image import IS_KEPT
from webapp.models.image_project import IS_COVER
from webapp.storage.errors import StorageError

SIZE_PX = (1200, 630)
COVER_PX = (1200, 430)
STRIP = 3
GAP_PX = 12
EDGE_PX = 48
PAPER, BLANK, INK, SOFT = (250, 248, 245), (238, 229, 220), (32, 30, 28), (111, 104, 96)
KEPT_S = 7 * 24 * 3600
QUALITY = 86
MOST_CHARS = 60
NAME_SIZES_PX = (60, 52, 44, 38, 32)
BY_PX = 24


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn. `keys` are stored files, the cover first; `digest` changes with all of it."""

    name: str
    by: str
    keys: tuple[str, ...]
    digest: str


def plan(project: ImageProject) -> Drawing:
    """Returns what the card of a project shows now."""
    place = (ProjectPicture.position, ProjectPicture.image_id)
    hung = (
        select(Image.id, Image.large_path, Image.file_path)
        .join(ProjectPicture, ProjectPicture.image_id == Image.id)
        .where(ProjectPicture.project_id == project.id, IS_KEPT)
    )
    first = db.session.execute(hung.order_by(*place).limit(STRIP + 1)).all()
    rows = {row.id: row for row in [*db.session.execute(hung.where(IS_COVER).limit(1)), *first]}
    keys = tuple(row.large_path or row.file_path for row in rows.values())[: STRIP + 1]
    said = (project.name, f"by {project.owner.name}", *keys)
    return Drawing(project.name, said[1], keys, hashlib.sha256("\n".join(said).encode()).hexdigest()[:32])


def drawn(drawing: Drawing) -> bytes:
    """Returns the card as JPEG, which every site reads; drawn once for the same content while Redis keeps it."""
    key = f"atelier:card:{drawing.digest}"
    with suppress(RedisError):
        kept = _redis().get(key)
        if isinstance(kept, bytes):
            return kept
    data = _draw(drawing)
    with suppress(RedisError):
        _redis().set(key, data, ex=KEPT_S)
    return data


def _redis() -> Any:
    return redis_client(current_app.config["REDIS_URL"])


def _draw(drawing: Drawing) -> bytes:
    card = Pixels.new("RGB", SIZE_PX, PAPER)
    pictures = [picture for picture in map(_read, drawing.keys) if picture is not None]
    card.paste(ImageOps.fit(pictures[0], COVER_PX) if pictures else BLANK, (0, 0, *COVER_PX))
    top, side = COVER_PX[1] + 34, SIZE_PX[1] - COVER_PX[1] - 2 * 34
    left = SIZE_PX[0] - EDGE_PX + GAP_PX
    for picture in reversed(pictures[1 : STRIP + 1]):
        left -= side + GAP_PX
        card.paste(ImageOps.fit(picture, (side, side)), (left, top))
    _write(card, drawing, left - EDGE_PX - GAP_PX)
    target = io.BytesIO()
    card.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def _write(card: Pixels.Image, drawing: Drawing, width_px: int) -> None:
    """Writes the name, as large as it fits, and whose it is. Letters that no face has stay away."""
    draw, faces = ImageDraw.Draw(card), faces_for([drawing.name, drawing.by])
    name = _cut(_known(drawing.name, faces), MOST_CHARS)
    pens = [pen_for(name, faces, size_px) for size_px in NAME_SIZES_PX]
    pen = next((each for each in pens if each.wide_px(name) <= width_px), pens[-1])
    while len(name) > 1 and pen.wide_px(name) > width_px:
        name = _cut(name, len(name) - 1)
    middle = (COVER_PX[1] + SIZE_PX[1]) // 2
    pen.write(draw, (EDGE_PX, middle - 18 + pen.middle_px), name, INK)
    by = _cut(_known(drawing.by, faces), MOST_CHARS)
    pen = pen_for(by, faces, BY_PX)
    pen.write(draw, (EDGE_PX, middle + 36 + pen.middle_px), by, SOFT)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip(" …") + "…"


def _known(words: str, faces: Faces) -> str:
    """Returns the words as far as a face has their letters, else without accents."""
    plain = " ".join(words.split())
    letters = (each if faces.has(each) else unicodedata.normalize("NFKD", each) for each in plain)
    return faces.settable("".join(letters)).strip()


def _read(key: str) -> Pixels.Image | None:
    with suppress(StorageError, OSError), storage().open(key) as stream, Pixels.open(stream) as picture:
        return picture.convert("RGB")
    return None
