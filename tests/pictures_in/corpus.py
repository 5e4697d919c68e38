"""Files as people and attackers send them, made here: none is kept in the repository."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

HTML = b"<html><script>alert(1)</script></html>"
ZIP = b"PK\x03\x04 something that looks like a ZIP PK\x05\x06"


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def scene(width_px: int = 96, height_px: int = 64) -> Image.Image:
    """Red at the left, blue at the right, a white corner at the top left: one can tell which way is up."""
    picture = Image.new("RGB", (width_px, height_px), (200, 30, 30))
    picture.paste((30, 30, 200), (width_px // 2, 0, width_px, height_px))
    picture.paste((255, 255, 255), (0, 0, width_px // 4, height_px // 4))
    return picture


def png(width_px: int = 96, height_px: int = 64) -> bytes:
    return saved(scene(width_px, height_px), "PNG")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def flat_png(width_px: int, height_px: int, bits: int, *, is_whole: bool = True) -> bytes:
    """A PNG of one grey, however large, without ever holding its pixels."""
    head = struct.pack(">IIBBBBB", width_px, height_px, bits, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + (width_px * bits + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height_px if is_whole else 0)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + (chunk(b"IDAT", rows) if is_whole else b"") + chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A PNG with a text of 200 MB in 200 KB."""
    packed = zlib.compress(bytes(200_000_000), 9)
    whole = png()
    return whole[:33] + chunk(b"zTXt", b"Comment\0\0" + packed) + whole[33:]


def many_frames(count: int = 40) -> bytes:
    frames = [Image.new("RGB", (2000, 2000), (5 * number, 9, 90)) for number in range(count)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def animated(kind: str) -> bytes:
    others = [Image.new("RGB", (96, 64), colour) for colour in ("green", "yellow")]
    return saved(scene(), kind, save_all=True, append_images=others, duration=100)


def turned(orientation: int) -> bytes:
    """The scene as a camera that was held otherwise stores it: shown upright, it is the scene again."""
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = scene().transpose(back[orientation]) if orientation in back else scene()
    return saved(stored, "JPEG", quality=95, exif=exif)


def located() -> bytes:
    """A photo that knows where it was taken, by a camera whose maker is a piece of HTML."""
    exif = Image.Exif()
    exif[0x010F] = "<script>alert(1)</script>"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    return saved(scene(), "JPEG", exif=exif)


def grey_16(value: int = 40_000) -> bytes:
    return saved(Image.fromarray(np.full((64, 96), value, dtype=np.uint16)), "PNG")


def with_profile(space: str) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile(space))  # type: ignore[arg-type]  # a name, as documented
    return saved(scene(), "JPEG", quality=95, icc_profile=profile.tobytes())


def with_texts(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_itxt(key.replace("__", "-"), text)
    return saved(scene(), "PNG", pnginfo=info)


def polyglot_gif() -> bytes:
    """A GIF that is a script as well: its size spells a comment, `/*`."""
    return b"GIF89a" + b"/*" + b"\x20\x00" + saved(Image.new("P", (10, 10)), "GIF")[10:] + b"*/=1;alert(1)"


def seen_through() -> Image.Image:
    picture = scene().convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    return picture


# Each file with the code of the refusal that it must meet.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb of 900 million pixels": (lambda: flat_png(30_000, 30_000, 1), "too_many_pixels"),
    "header alone, 65535 x 65535": (lambda: flat_png(65_535, 65_535, 8, is_whole=False), "too_many_pixels"),
    "10000 x 10000": (lambda: flat_png(10_000, 10_000, 8), "too_many_pixels"),
    "9400 x 9400 of one bit": (lambda: flat_png(9400, 9400, 1), "too_many_pixels"),
    "a text of 200 MB": (text_bomb, "damaged"),
    "1 x 30000": (lambda: flat_png(1, 30_000, 8), "too_thin"),
    "30000 x 1": (lambda: flat_png(30_000, 1, 8), "too_thin"),
    "9000 x 1000": (lambda: flat_png(9000, 1000, 8), "too_long"),
    "15 x 15": (lambda: flat_png(15, 15, 8), "too_small"),
    "GIF and script": (polyglot_gif, "too_thin"),
    "SVG": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
    "HTML": (lambda: HTML, "not_a_picture"),
    "nothing": (lambda: b"", "empty"),
    "one byte": (lambda: b"\x89", "not_a_picture"),
    "ZIP": (lambda: ZIP, "zip"),
    "PDF": (lambda: b"%PDF-1.7 ...", "document"),
    "film": (lambda: b"\0\0\0\x20ftypisom" + bytes(40), "video"),
    "HEIC": (lambda: b"\0\0\0\x20ftypheic" + bytes(40), "other_picture"),
    "BMP": (lambda: saved(scene(), "BMP"), "other_picture"),
    "TIFF": (lambda: saved(scene(), "TIFF"), "other_picture"),
    "half a JPEG": (lambda: saved(scene(), "JPEG")[:700], "incomplete"),
    "half a PNG": (lambda: png(400, 400)[:400], "incomplete"),
    "PNG that is nothing but its first bytes": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "damaged"),
}
