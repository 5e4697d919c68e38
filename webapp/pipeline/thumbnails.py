"""Thumbnails and the average colour of a picture."""

import io

from PIL import Image

from webapp.storage.keys import ORIGINALS, PICTURES, THUMBNAILS, check_key

SMALL_PX = 480
LARGE_PX = 960
QUALITY = 80
# A picture of 1024 px costs more to bring to 960 px than to send as it is.
HARDLY_LARGER = 1.1


def thumbnails(picture: Image.Image) -> dict[int, bytes]:
    """Returns both thumbnails as WEBP by their longest side; the small one is made of the large one, which is quick."""
    large = smaller(picture, LARGE_PX)
    return {SMALL_PX: _encoded(smaller(large, SMALL_PX)), LARGE_PX: _encoded(large)}


def smaller(picture: Image.Image, side_px: int) -> Image.Image:
    """Returns the picture in the size of its thumbnail; one that has it already is returned itself."""
    size = size_of(picture.width, picture.height, side_px)
    return picture if size == picture.size else picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=1.0)


def size_of(width_px: int, height_px: int, side_px: int) -> tuple[int, int]:
    """Returns a thumbnail's size: the longer side about `side_px`, never enlarged and never thinner than 1 px."""
    longer = max(width_px, height_px)
    scale = 1.0 if longer <= side_px * HARDLY_LARGER else side_px / longer
    return max(1, round(width_px * scale)), max(1, round(height_px * scale))


def _encoded(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=QUALITY, method=0)
    return target.getvalue()


def average_colour(picture: Image.Image) -> str:
    """Returns the picture's mean colour as `#rrggbb`."""
    small = picture.convert("RGB").reduce(max(1, min(picture.size) // 32))
    red, green, blue = small.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]  # an RGB pixel is three numbers
    return f"#{red:02x}{green:02x}{blue:02x}"


def thumbnail_path(file_path: str, side_px: int) -> str:
    """Names a picture's thumbnail after its file: `pictures/2026/11/22/ID.webp`, `thumbs/2026/11/22/ID-480.webp`."""
    stem = file_path.removeprefix(f"{PICTURES}/").rsplit(".", 1)[0]
    return check_key(f"{THUMBNAILS}/{stem}-{side_px}.webp")


def picture_path(key: str) -> str:
    """Returns the picture that a stored file belongs to: itself, or the one it stands beside."""
    if key.startswith(f"{ORIGINALS}/"):
        return f"{PICTURES}/{key.removeprefix(ORIGINALS + '/').rsplit('.', 1)[0]}.webp"
    if not key.startswith(f"{THUMBNAILS}/"):
        return key
    return f"{PICTURES}/{key.removeprefix(THUMBNAILS + '/').rsplit('-', 1)[0]}.webp"
