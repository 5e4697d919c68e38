"""Names of stored files, never paths: made here from ids and dates, and checked before every use.

A key is `area/year/month/day/name`, in lower case, so that no folder grows without end.
"""

import re
import uuid
from datetime import UTC, datetime

from webapp.storage.errors import BadKey

PICTURES = "pictures"
THUMBNAILS = "thumbs"
ORIGINALS = "originals"
MASKS = "masks"
NARRATIONS = "narrations"
THEMES = "themes"
IMPORTS = "imports"
PARTS = "parts"
PROBES = "probes"

MAX_KEY_CHARS = 200
# Every part starts with a letter or digit: no "..", no hidden file, no empty part, nothing absolute.
_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*(?:/[a-z0-9][a-z0-9_.-]*)*")
_SUFFIX = re.compile(r"[a-z0-9]{1,8}")


def check_key(key: str) -> str:
    """Returns the key unchanged. Raises BadKey unless it is a name that this server could have made."""
    if not is_key(key):
        raise BadKey
    return key


def is_key(name: str) -> bool:
    """Tells whether this server could have made the name; other files in the same place are none of ours."""
    return len(name) <= MAX_KEY_CHARS and ".." not in name and _KEY.fullmatch(name) is not None


def picture_key(image_id: uuid.UUID | str, when: datetime, suffix: str) -> str:
    """Names a picture, as in `pictures/2026/11/22/<uuid>.webp`. Raises BadKey for an odd id or suffix."""
    return _dated(PICTURES, _id(image_id), when, suffix)


def thumbnail_key(image_id: uuid.UUID | str, when: datetime, width_px: int) -> str:
    """Names a thumbnail of a picture, as in `thumbs/2026/11/22/<uuid>-480.webp`."""
    return _dated(THUMBNAILS, f"{_id(image_id)}-{int(width_px)}", when, "webp")


def mask_key(request_id: uuid.UUID | str, when: datetime, suffix: str = "png") -> str:
    """Names the mask that came with an edit, as in `masks/2026/11/22/<uuid>.png`."""
    return _dated(MASKS, _id(request_id), when, suffix)


def narration_key(narration_id: uuid.UUID | str, when: datetime, suffix: str) -> str:
    """Names a spoken narration, as in `narrations/2026/11/22/<uuid>.mp3`."""
    return _dated(NARRATIONS, _id(narration_id), when, suffix)


def theme_key(preview_id: uuid.UUID | str, when: datetime) -> str:
    """Names the preview of a theme, as in `themes/2026/11/22/<uuid>.webp`; each upload gets an id of its own."""
    return _dated(THEMES, _id(preview_id), when, "webp")


def probe_key(picture_id: uuid.UUID | str, when: datetime) -> str:
    """Names a small picture of what a style looks like, as in `probes/2026/11/22/<uuid>.webp`."""
    return _dated(PROBES, _id(picture_id), when, "webp")


def import_key(job_id: uuid.UUID | str, when: datetime) -> str:
    """Names a ZIP on its way in, as in `imports/2026/11/22/<uuid>.zip`."""
    return _dated(IMPORTS, _id(job_id), when, "zip")


def part_key(part_id: uuid.UUID | str, when: datetime) -> str:
    """Names a part of a file on its way in, as in `parts/2026/11/22/<uuid>.part`."""
    return _dated(PARTS, _id(part_id), when, "part")


def _dated(area: str, name: str, when: datetime, suffix: str) -> str:
    """Puts the parts together; a time without a zone is taken as UTC, which is what rows hold."""
    day = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    ending = suffix.removeprefix(".").lower()
    if not _SUFFIX.fullmatch(ending):
        raise BadKey
    return check_key(f"{area}/{day:%Y/%m/%d}/{name}.{ending}")


def _id(value: uuid.UUID | str) -> str:
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        raise BadKey from None
