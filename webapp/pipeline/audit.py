"""Compares rows and files: what a row names must be there, and what is there must be named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from sqlalchemy import Select, select

from webapp.extensions import db
from webapp.media import storage
from webapp.models import (
    Image,
    ImageRequest,
    ImportJob,
    IncomingPart,
    Narration,
    SavedMask,
    StyleProbePicture,
    ThemeHelper,
)
from webapp.pipeline.sweep import named_keys
from webapp.storage.keys import THEMES
from webapp.storage.sweep import AREAS, BATCH

NAMING: tuple[Select[*tuple[Any, ...]], ...] = (
    select(Image.file_path, Image.small_path, Image.large_path, Image.recipe["original"].as_string()),
    select(StyleProbePicture.file_path),
    select(ImportJob.file_path),
    select(SavedMask.file_path),
    select(IncomingPart.file_path),
    select(ImageRequest.mask_path).where(ImageRequest.mask_path != ""),
    select(Narration.ogg_path, Narration.mp3_path),
    select(ThemeHelper.preview_path).where(ThemeHelper.preview_path.startswith(f"{THEMES}/")),
)


@dataclass(slots=True)
class Audit:
    """Storage keys that do not fit: named but missing, there but named by no row, and writes never finished."""

    missing: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.orphans or self.partial)


def audit() -> Audit:
    """Looks at every row and every file and changes nothing. A picture being saved right now counts as an orphan."""
    found = Audit(partial=[part.key for part in storage().leftovers()])
    present: set[str] = set()
    files = chain.from_iterable(storage().list_keys(area) for area in AREAS)
    while batch := list(islice(files, BATCH)):
        present.update(batch)
        named = named_keys(batch)
        found.orphans += [key for key in batch if key not in named]
    found.missing = [key for key in _named() if key not in present]
    return found


def _named() -> Iterator[str]:
    for query in NAMING:
        for row in db.session.execute(query.execution_options(yield_per=BATCH)):
            yield from filter(None, row)
    db.session.commit()
