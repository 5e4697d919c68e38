"""The demo's rows: as many pictures as wanted, spread over the last two years, oldest first."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from uuid_utils import compat

from webapp.demo.bulk import Row, id_text, moment_text
from webapp.demo.drawings import Drawing
from webapp.engines.registry import DEFAULT_ENGINE
from webapp.models.image import shape_of, size_class_of
from webapp.storage.keys import PICTURES

SPREAD_OVER = timedelta(days=730)
PUBLIC_SHARE = 0.6
FAVORITE_SHARE = 0.05
DELETED_SHARE = 0.01
COLUMNS = (
    *("id", "owner_id", "position", "generation_type", "file_path", "format", "size_bytes", "width_px", "height_px"),
    *("sha256", "small_path", "large_path", "colour", "title", "description", "prompt", "seed", "model_backend"),
    *("recipe", "alt_text", "caption", "visibility", "is_favorite", "created_at", "deleted_at"),
    *("shape", "size_class", "origin", "rating"),
)
RATINGS = (0, 0, 0, 0, 0, 0, 3, 4, 4, 5)


@dataclass(frozen=True, slots=True)
class Planned:
    """One picture to come: its id grows with its time, as that of any picture does."""

    id: UUID
    made_at: datetime
    key: str
    drawing: Drawing


def plan(pictures: int, drawings: Sequence[Drawing], until: datetime) -> Iterator[Planned]:
    """Yields the pictures in the order of time; the last ones are the drawings themselves."""
    step = SPREAD_OVER / max(1, pictures)
    since = until - SPREAD_OVER
    for number in range(pictures):
        made_at = since + step * number
        new_id = compat.uuid7(nanoseconds=int(made_at.timestamp() * 1_000_000) * 1000)
        drawing = drawings[number % len(drawings)]
        is_drawing = pictures - number <= len(drawings)
        yield Planned(
            new_id, made_at, drawing.key if is_drawing else f"{PICTURES}/{made_at:%Y/%m/%d}/{new_id}.webp", drawing
        )


def image_rows(planned: Sequence[Planned], owners: Sequence[UUID], dialect: str, chance: random.Random) -> list[Row]:
    """Returns the rows of COLUMNS. A few people own most pictures, as it is in life."""
    owner_ids = [id_text(owner, dialect) for owner in owners]
    weights = [1 / place for place in range(1, len(owners) + 1)]
    chosen = chance.choices(owner_ids, weights, k=len(planned))
    return [_image_row(one, owner, dialect, chance) for one, owner in zip(planned, chosen, strict=True)]


def tag_rows(planned: Sequence[Planned], tag_ids: dict[str, UUID], dialect: str) -> Iterator[Row]:
    """Yields image and tag by their ids."""
    texts = {name: id_text(tag_id, dialect) for name, tag_id in tag_ids.items()}
    for one in planned:
        image_id = id_text(one.id, dialect)
        for tag in one.drawing.tags:
            yield image_id, texts[tag]


def _image_row(one: Planned, owner_id: str, dialect: str, chance: random.Random) -> Row:
    drawing = one.drawing
    made_at = moment_text(one.made_at, dialect)
    return (
        *(id_text(one.id, dialect), owner_id, 0, "initial", one.key, "webp", len(drawing.data)),
        *(drawing.width_px, drawing.height_px, drawing.sha256, drawing.small_path, drawing.large_path),
        *(drawing.colour, "", "", drawing.prompt, drawing.seed, DEFAULT_ENGINE, "{}", drawing.alt_text, ""),
        "public" if chance.random() < PUBLIC_SHARE else "private",
        chance.random() < FAVORITE_SHARE,
        made_at,
        made_at if chance.random() < DELETED_SHARE else None,
        *(shape_of(drawing.width_px, drawing.height_px), size_class_of(drawing.width_px, drawing.height_px), "made"),
        chance.choice(RATINGS),
    )
