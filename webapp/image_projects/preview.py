"""The picture that other sites show for a link to a project: its cover, its name and a strip of its pictures."""

import hashlib
import io
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from flask import current_app
from PIL import Image as Pixels
from PIL import ImageDraw, ImageFont, ImageOps
from redis.exceptions import RedisError
from sqlalchemy import select

from webapp.broker import redis_client
from webapp.config import ROOT
from webapp.extensions import db
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
# The type that comes with the studio, the second with more letters, Arabic among them; then what a machine may have.
VENDOR = ROOT / "static" / "vendor"
FACES = (str(VENDOR / "serif.ttf"), str(VENDOR / "sans.ttf"), "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc")
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


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
    pen = ImageDraw.Draw(card)
    face = _face_for(drawing.name)
    name = _cut(_known(drawing.name, face), MOST_CHARS)
    fitting = (size for size in NAME_SIZES_PX if pen.textlength(name, _font(face, size)) <= width_px)
    size = next(fitting, NAME_SIZES_PX[-1])
    while len(name) > 1 and pen.textlength(name, _font(face, size)) > width_px:
        name = _cut(name, len(name) - 1)
    middle = (COVER_PX[1] + SIZE_PX[1]) // 2
    pen.text((EDGE_PX, middle - 18), name, INK, _font(face, size), anchor="lm")
    face = _face_for(drawing.by)
    pen.text((EDGE_PX, middle + 36), _cut(_known(drawing.by, face), MOST_CHARS), SOFT, _font(face, 24), anchor="lm")


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip(" …") + "…"


def _face_for(words: str) -> str:
    """Returns the face that has most of the letters, the first one of several."""
    return max(FACES, key=lambda face: sum(_has(face, letter) for letter in words))


def _known(words: str, face: str) -> str:
    """Returns the words as far as the face has their letters, else without accents."""
    plain = " ".join(words.split())
    letters = (each if _has(face, each) else unicodedata.normalize("NFKD", each) for each in plain)
    return "".join(each for part in letters for each in part if _has(face, each)).strip()


@lru_cache(maxsize=4096)
def _has(face: str, letter: str) -> bool:
    """Tells whether the face draws the letter, and not the box it draws for all it does not have."""
    if letter.isascii():
        return letter.isprintable()
    font = _font(face, 24)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff"))


@cache
def _font(face: str, size_px: int) -> Font:
    """Returns a face; one that is not here is the plain one that Pillow brings."""
    with suppress(OSError):
        return ImageFont.truetype(face, size_px)
    return ImageFont.load_default(size_px)


def _read(key: str) -> Pixels.Image | None:
    with suppress(StorageError, OSError), storage().open(key) as stream, Pixels.open(stream) as picture:
        return picture.convert("RGB")
    return None
