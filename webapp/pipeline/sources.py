"""What an edit starts from: the picture's file, and the mask of what may change."""

import io
from uuid import UUID

from PIL import Image as Pixels

from webapp.engines.errors import Unsupported
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest
from webapp.storage.errors import Missing
from webapp.storage.keys import mask_key

GONE = "The picture that this starts from is not there any more."


def source_bytes(row: ImageRequest) -> bytes | None:
    """Returns the encoded picture that a request starts from, None where it starts from words alone.

    Raises Unsupported when the picture is gone for good.
    """
    if row.source_image_id is None:
        return None
    image = db.session.get(Image, row.source_image_id)
    if image is None:
        raise Unsupported(GONE)
    return _read(image.file_path)


def further_bytes(row: ImageRequest) -> dict[str, bytes]:
    """Returns the encoded further pictures of a request by the names of their parameters. Raises Unsupported."""
    found = {name: db.session.get(Image, UUID(image_id)) for name, image_id in (row.pictures or {}).items()}
    if None in found.values():
        raise Unsupported(GONE)
    return {name: _read(image.file_path) for name, image in found.items() if image is not None}


def mask_bytes(row: ImageRequest) -> bytes | None:
    """Returns the encoded mask of a request, white where the picture may change, None where it has none."""
    return _read(row.mask_path) if row.mask_path else None


def stretched(mask: bytes, width_px: int, height_px: int) -> bytes:
    """Returns the mask as a PNG of this size."""
    with Pixels.open(io.BytesIO(mask)) as opened:
        resized = opened.resize((width_px, height_px), Pixels.Resampling.BILINEAR)
    kept = io.BytesIO()
    resized.save(kept, "PNG")
    return kept.getvalue()


def keep_mask(row: ImageRequest, mask: bytes) -> None:
    """Stores the mask as a file of its own before the row that names it is committed; a PNG."""
    key = mask_key(row.id, row.created_at)
    storage().put(key, mask, "image/png")
    row.mask_path = key


def _read(key: str) -> bytes:
    try:
        with storage().open(key) as stream:
            return stream.read()
    except Missing:
        raise Unsupported(GONE) from None
