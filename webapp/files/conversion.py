"""A stored picture as PNG, JPEG or AVIF, for programs that read no WEBP."""

import io
from typing import Literal

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from webapp.pipeline.carried import EXIF_IFD, USER_COMMENT

Kind = Literal["png", "jpg", "avif"]
MEDIA_TYPES: dict[str, str] = {"png": "image/png", "jpg": "image/jpeg", "avif": "image/avif"}
JPEG_QUALITY = 92
AVIF_QUALITY = 80
AVIF_SPEED = 8
_CODE_BYTES = 8


def converted(data: bytes, kind: Kind) -> bytes:
    """Returns the picture as another kind of file, with what the file carries: its recipe and its mark.

    A JPEG knows no transparency: it gets white paper.
    """
    target = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        exif = picture.getexif()
        carried = {"exif": exif.tobytes(), "xmp": picture.info.get("xmp", b"")}
        if kind == "png":
            picture.save(target, "PNG", pnginfo=_png_words(exif, carried["xmp"]))
        elif kind == "jpg":
            _on_white(picture).save(target, "JPEG", quality=JPEG_QUALITY, subsampling=0, **carried)
        else:
            picture.save(target, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, **carried)
    return target.getvalue()


def _png_words(exif: Image.Exif, xmp: bytes) -> PngInfo:
    """Returns the text chunks of a PNG: the recipe where other tools look for it, and the mark."""
    words = PngInfo()
    comment = exif.get_ifd(EXIF_IFD).get(USER_COMMENT, b"")
    if comment:
        words.add_itxt("parameters", comment[_CODE_BYTES:].decode("utf-16-be", "replace"))
    if xmp:
        words.add_itxt("XML:com.adobe.xmp", xmp.decode("utf-8", "replace"))
    return words


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")
