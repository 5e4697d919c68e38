"""Pictures as a ZIP, written while it is sent: however many there are, one piece of one file is held at a time."""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select

from webapp.access import can, reads_final_words
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, Tag, User, image_tag
from webapp.pipeline.carried import without_recipe
from webapp.storage.base import chunks
from webapp.storage.errors import StorageError

MOST_IN_ZIP = 2000
LONGEST_NAME = 60
MISSING_NAME = "not-in-here.txt"
# The earliest day that a ZIP can name.
FIRST_YEAR = 1980


class _Sink(io.RawIOBase):
    """Takes what the ZIP writes until it is sent on. It cannot seek, so sizes and sums follow each file."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]  # what is written to files are bytes
        self._written += piece
        return len(piece)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


def stream_zip(viewer: User, ids: Sequence[UUID], *, has_recipes: bool) -> Iterator[bytes]:
    """Yields a ZIP of those pictures that the viewer may see when their turn comes; each is asked for then.

    Pictures are stored as they are. `has_recipes` puts a JSON file beside each. What could not be read is named in
    a text file at the end.
    """
    sink, names, missing = _Sink(), Names(), []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for image_id in ids:
            image = db.session.get(Image, image_id, populate_existing=True)
            if image is None or not can(viewer, "read", image):
                missing.append(f"{image_id}: not there any more, or not shared with you")
                continue
            name = names.next(image, is_told=reads_final_words(viewer, image))
            about = about_picture(viewer, image) if has_recipes else None
            made_at, extension = image.created_at, _extension(image)
            opened = _opened(viewer, image)
            # Nobody waits for a connection to the database while somebody's slow line takes the bytes.
            db.session.commit()
            if opened is None:
                missing.append(f"{name}{extension}: the file could not be read")
                continue
            info = zipfile.ZipInfo(f"{name}{extension}", (max(made_at.year, FIRST_YEAR), *made_at.timetuple()[1:6]))
            with opened as stream, archive.open(info, "w") as entry:
                for piece in chunks(stream):
                    entry.write(piece)
                    yield sink.take()
            if about is not None:
                archive.writestr(f"{name}.json", json.dumps(about, ensure_ascii=False, indent=2))
        if missing:
            archive.writestr(MISSING_NAME, "These pictures are not in here:\n" + "\n".join(missing) + "\n")
    yield sink.take()


class Names:
    """Makes names for files: plain letters from the title or the prompt, no name twice."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def next(self, image: Image, *, is_told: bool) -> str:
        """Returns the name of a picture's file without its ending. The prompt names it only for who may read it."""
        plain = _plain(image.title) or (_plain(image.prompt) if is_told else "") or "picture"
        number = self._used[plain] = self._used.get(plain, 0) + 1
        return plain if number == 1 else self.next_free(plain, number)

    def next_free(self, plain: str, number: int) -> str:
        """Returns the name with a number that no other has."""
        while (numbered := f"{plain}-{number}") in self._used:
            number += 1
        self._used[numbered] = 1
        return numbered


def about_picture(viewer: User, image: Image) -> dict[str, object]:
    """Returns what is known of a picture, as far as the viewer may read it."""
    carried = select(Tag.name, Tag.label).join(image_tag, image_tag.c.tag_id == Tag.id)
    tags = db.session.execute(carried.where(image_tag.c.image_id == image.id).order_by(Tag.name)).all()
    said = {
        "id": str(image.id),
        "title": image.title,
        "alt_text": image.alt_text,
        "caption": image.caption,
        "tags": [tag.label or tag.name for tag in tags],
        "width": image.width_px,
        "height": image.height_px,
        "made_at": image.created_at.isoformat(),
    }
    return said | (_recipe(viewer, image) if can(viewer, "derive", image) else {})


def _recipe(viewer: User, image: Image) -> dict[str, object]:
    request = db.session.get(ImageRequest, image.request_id) if image.request_id else None
    told = {"prompt": image.prompt, "negative_prompt": request.final_negative_prompt if request else ""}
    recipe: dict[str, object] = {"seed": image.seed, "engine": image.model_backend, "model": image.model}
    if request is not None:
        recipe |= {"template": request.prompt, "steps": request.steps}
        recipe |= {"guidance_scale": request.guidance_scale, "scheduler": request.scheduler}
    return recipe | (told if reads_final_words(viewer, image) else {})


def _opened(viewer: User, image: Image) -> BinaryIO | None:
    """Opens the picture's file, without the recipe inside it for those who may not read that."""
    try:
        stream = storage().open(image.file_path)
        if reads_final_words(viewer, image):
            return stream
        with stream:
            return io.BytesIO(without_recipe(stream.read()))
    except StorageError:
        return None


def _extension(image: Image) -> str:
    return f".{image.file_path.rpartition('.')[2]}"


def _plain(text: str) -> str:
    """Returns the text as a name that every system takes: small letters, digits and hyphens."""
    latin = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", latin))[:LONGEST_NAME].strip("-")
