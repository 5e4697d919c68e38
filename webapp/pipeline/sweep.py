"""Clears files that no row names: what a crash left between a file and its row."""

from pathlib import PurePosixPath
from uuid import UUID

from sqlalchemy import select

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
from webapp.pipeline.thumbnails import picture_path
from webapp.storage.keys import IMPORTS, MASKS, NARRATIONS, PARTS, PROBES, THEMES
from webapp.storage.sweep import SweepReport, sweep


def sweep_files() -> SweepReport:
    """Deletes unfinished and unnamed files older than an hour; touches nothing when the place looks wrong."""
    return sweep(storage(), named_keys)


def named_keys(keys: list[str]) -> set[str]:
    """Returns those of `keys` that belong to a picture, mask, theme, probe, import, part or narration with a row."""
    pictures = {key: picture_path(key) for key in keys}
    named = set(db.session.scalars(select(Image.file_path).where(Image.file_path.in_(set(pictures.values())))))
    previews = [key for key in keys if key.startswith(f"{THEMES}/")]
    if previews:
        named |= set(db.session.scalars(select(ThemeHelper.preview_path).where(ThemeHelper.preview_path.in_(previews))))
    probes = [key for key in keys if key.startswith(f"{PROBES}/")]
    if probes:
        kept = select(StyleProbePicture.file_path).where(StyleProbePicture.file_path.in_(probes))
        named |= set(db.session.scalars(kept))
    zips = [key for key in keys if key.startswith(f"{IMPORTS}/")]
    if zips:
        named |= set(db.session.scalars(select(ImportJob.file_path).where(ImportJob.file_path.in_(zips))))
    named |= _masks([key for key in keys if key.startswith(f"{MASKS}/")])
    named |= _parts([key for key in keys if key.startswith(f"{PARTS}/")])
    named |= _narrations([key for key in keys if key.startswith(f"{NARRATIONS}/")])
    db.session.commit()
    return {key for key, picture in pictures.items() if picture in named}


def _masks(keys: list[str]) -> set[str]:
    """Returns those that a request or a person's collection names. A file is called after its row."""
    ids = {UUID(PurePosixPath(key).stem) for key in keys}
    if not ids:
        return set()
    asked = select(ImageRequest.mask_path).where(ImageRequest.id.in_(ids))
    return set(db.session.scalars(asked.union_all(select(SavedMask.file_path).where(SavedMask.id.in_(ids)))))


def _parts(keys: list[str]) -> set[str]:
    """Returns those that are part of a file on its way in. A file is called after its row."""
    ids = {UUID(PurePosixPath(key).stem) for key in keys}
    return set(db.session.scalars(select(IncomingPart.file_path).where(IncomingPart.id.in_(ids)))) if ids else set()


def _narrations(keys: list[str]) -> set[str]:
    """Returns those that a narration names. A file is called after its row."""
    ids = {UUID(PurePosixPath(key).stem) for key in keys}
    if not ids:
        return set()
    paths = select(Narration.ogg_path, Narration.mp3_path).where(Narration.id.in_(ids))
    return {path for row in db.session.execute(paths) for path in row}
