"""A provider's own bytes, kept beside a picture when they carry content credentials that our copy would lose."""

from webapp.engines.pictures import sniff
from webapp.models import Image
from webapp.storage.keys import ORIGINALS, PICTURES, check_key

MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}


def original_path(file_path: str, data: bytes) -> str:
    """Names the original after the picture's file: `originals/2026/11/22/ID.png`, whatever kind it is."""
    stem = file_path.removeprefix(f"{PICTURES}/").rsplit(".", 1)[0]
    return check_key(f"{ORIGINALS}/{stem}.{(sniff(data) or 'PNG').lower()}")


def original_of(image: Image) -> str | None:
    """Returns the storage key of the picture's original, None when none was kept."""
    key = (image.recipe or {}).get("original")
    return key if isinstance(key, str) else None


def original_type(key: str) -> str:
    """Returns the media type of an original by its key, from our own table."""
    return MEDIA_TYPES[key.rpartition(".")[2]]
