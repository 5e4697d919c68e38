"""The preview of a theme: an uploaded file or a copy of a picture, always encoded anew by us."""

import io
from uuid import UUID

from PIL import Image as Pixels
from PIL import ImageOps
from sqlalchemy import select

from webapp.config import ROOT
from webapp.engines.errors import BadOutput
from webapp.engines.pictures import MAX_PIXELS, decode, sniff
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ThemeHelper
from webapp.models.columns import new_id, utc_now
from webapp.models.image import IS_KEPT
from webapp.storage.errors import StorageError
from webapp.storage.keys import theme_key

SHOWN_PX = (480, 360)
QUALITY = 80


class NotAPicture(ValueError):
    """These bytes are no picture that we can show. Its text is meant for the person who sent them."""


def read_picture(data: bytes) -> Pixels.Image:
    """Returns the picture in an uploaded file, whole and upright. Raises NotAPicture."""
    if sniff(data) is None:
        raise NotAPicture("This is not a PNG, JPEG or WEBP picture. Send one of these.")
    try:
        return decode(data)
    except BadOutput:
        raise NotAPicture(
            f"This picture is damaged, or has more than {MAX_PIXELS // 1_000_000} million pixels. Send another one."
        ) from None


def own_picture(image_id: UUID, owner_id: UUID) -> Pixels.Image:
    """Returns the pixels of somebody's own picture. Raises NotAPicture when it is not theirs or not there."""
    wanted = select(Image).where(Image.id == image_id, Image.owner_id == owner_id, IS_KEPT)
    image = db.session.scalar(wanted)
    if image is None:
        raise NotAPicture("This picture is not there any more.")
    try:
        with storage().open(image.large_path or image.file_path) as stream:
            return read_picture(stream.read())
    except StorageError as error:
        raise NotAPicture("This picture is not there any more.") from error


def store_preview(picture: Pixels.Image) -> str:
    """Stores a preview of 480 by 360 pixels as WEBP and returns its key. Raises StorageFull."""
    target = io.BytesIO()
    ImageOps.fit(picture.convert("RGB"), SHOWN_PX).save(target, "WEBP", quality=QUALITY)
    key = theme_key(new_id(), utc_now())
    storage().put(key, target.getvalue(), "image/webp")
    return key


def copy_preview(theme: ThemeHelper) -> str:
    """Stores a copy of a theme's preview and returns its key, "" when it has none."""
    if not theme.preview_path:
        return ""
    try:
        return store_preview(read_picture(_bytes_of(theme)))
    except (NotAPicture, StorageError, OSError):
        return ""


def drop_preview(key: str) -> None:
    """Removes a preview that no theme names any more."""
    if key:
        storage().delete(key)


def _bytes_of(theme: ThemeHelper) -> bytes:
    if theme.is_builtin:
        return (ROOT / "static" / theme.preview_path).read_bytes()
    with storage().open(theme.preview_path) as stream:
        return stream.read()
