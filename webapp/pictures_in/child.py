"""The decoder's process: bytes in on stdin, a clean picture with its thumbnails and facts out on stdout.

The limits come first. Whatever a file does to the decoder, it does it here, with no secret, no network of ours and
no file open, in at most 512 MB and ten seconds of the processor.
"""

import contextlib
import io
import json
import resource
import struct
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from webapp.pictures_in.pixels import load, opened, upright
from webapp.pictures_in.recipes.found import Found, as_text
from webapp.pictures_in.recipes.read import read_recipe
from webapp.pictures_in.refused import Refused
from webapp.pictures_in.texts import texts_of
from webapp.pipeline.carried import XMP, exif
from webapp.pipeline.thumbnails import LARGE_PX, SMALL_PX, average_colour, thumbnails

MEMORY_BYTES = 512 * 1024 * 1024
CPU_S = 10
# Exact copies of drawings and screens stay small; larger ones would take long and much memory.
LOSSLESS_KINDS = ("PNG", "GIF")
MOST_LOSSLESS_PIXELS = 4_200_000
LOSSLESS_EFFORT = 20
QUALITY = 92
HEAD = struct.Struct(">I")


def set_limits() -> None:
    """Takes away what a decoder needs not, for good."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(kind, (most, most))


def prepared(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Returns the facts of a picture and its files: itself, the small and the large thumbnail. Raises Refused."""
    picture = opened(data)
    kind = picture.format or ""
    load(picture)
    is_animated = bool(getattr(picture, "is_animated", False))
    found = read_recipe(texts_of(picture))
    pixels = upright(picture)
    del picture
    files = [_encoded(pixels, kind, found)]
    small = thumbnails(pixels)
    facts = {
        "width_px": pixels.width,
        "height_px": pixels.height,
        "colour": average_colour(pixels),
        "is_animated": is_animated,
        "recipe": found.as_data() if found else None,
    }
    return facts, [*files, small[SMALL_PX], small[LARGE_PX]]


def _encoded(pixels: Image.Image, kind: str, found: Found | None) -> bytes:
    """Returns the picture as WEBP: exact for what came exact and is not huge. A recipe that was found travels on."""
    is_exact = kind in LOSSLESS_KINDS and pixels.width * pixels.height <= MOST_LOSSLESS_PIXELS
    how: dict[str, Any] = {"lossless": True, "quality": LOSSLESS_EFFORT} if is_exact else {"quality": QUALITY}
    if found is not None:
        how |= {"exif": exif(as_text(found, *pixels.size)), "xmp": XMP.encode()}
    target = io.BytesIO()
    try:
        pixels.save(target, "WEBP", method=0, **how)
    except ValueError:  # how Pillow hands on that libwebp found no room
        raise MemoryError from None
    return target.getvalue()


def _peak_kb() -> int:
    """Returns the most memory this process has had; what Linux says of a child counts its parent in."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    set_limits()
    try:
        facts, files = prepared(sys.stdin.buffer.read())
    except Refused as refused:
        facts, files = {"refused": refused.code}, []
    except MemoryError:
        facts, files = {"refused": "too_heavy"}, []
    facts["sizes"] = [len(each) for each in files]
    facts["peak_kb"] = _peak_kb()
    head = json.dumps(facts).encode()
    for part in (HEAD.pack(len(head)), head, *files):
        sys.stdout.buffer.write(part)


if __name__ == "__main__":
    main()
