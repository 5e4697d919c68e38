"""From a file's bytes to upright sRGB pixels. Runs in the decoder's own process, never in the web or a worker."""

import io
import struct

from PIL import AvifImagePlugin, Image, ImageCms

from webapp.pictures_in.refused import Refused
from webapp.pictures_in.sniff import sniff

MAX_PIXELS = 40_000_000
MIN_SIDE_PX, MAX_SIDE_PX = 16, 8192
MAX_RATIO = 20
GREY_16_TO_8 = 257
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# The first letters of a profile say what it describes; each fits these modes of ours.
FITTING_MODES = {b"RGB ": ("RGB", "RGBA"), b"GRAY": ("L",), b"CMYK": ("CMYK",)}
BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, struct.error, OverflowError)

AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread takes address space, which is counted here


def opened(data: bytes) -> Image.Image:
    """Returns the file as a picture that is not decoded yet, its size judged. Raises Refused."""
    kind = sniff(data)
    try:
        picture = Image.open(io.BytesIO(data), formats=[kind])
    except Image.DecompressionBombError:
        raise Refused("too_many_pixels") from None
    except BROKEN:
        raise Refused("damaged") from None
    check_size(*picture.size)
    return picture


def check_size(width_px: int, height_px: int) -> None:
    """Raises Refused for a picture that is too large, too small or too thin."""
    shorter, longer = sorted((width_px, height_px))
    if width_px * height_px > MAX_PIXELS:
        raise Refused("too_many_pixels")
    if shorter < 1 or longer > shorter * MAX_RATIO:
        raise Refused("too_thin")
    if shorter < MIN_SIDE_PX:
        raise Refused("too_small")
    if longer > MAX_SIDE_PX:
        raise Refused("too_long")


def load(picture: Image.Image) -> None:
    """Decodes the first frame, every pixel of it. Raises Refused."""
    try:
        picture.load()
    except MemoryError:
        raise
    except Image.DecompressionBombError:
        raise Refused("too_many_pixels") from None
    except OSError as error:
        raise Refused("incomplete" if "truncated" in str(error) else "damaged") from None
    except BROKEN:
        raise Refused("damaged") from None


def upright(picture: Image.Image) -> Image.Image:
    """Returns the pixels alone: upright, sRGB, as RGB, or RGBA where something shows through.

    The picture itself is used up: it may be the one that is returned.
    """
    turn = UPRIGHT.get(_orientation(picture))
    profile = picture.info.get("icc_profile")
    plain = _coloured(_eight_bits(picture), profile)
    if turn is not None:
        plain = plain.transpose(turn)
    # What the file said besides its pixels ends here.
    plain.info = {}
    return plain


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Brings greys of 16 bits to 8 by scale; Pillow's own conversion would cut them off at 255."""
    if picture.mode in ("I", "I;16", "I;16B", "I;16L"):
        picture.info.pop("transparency", None)
        return picture.point(lambda value: value * (1 / GREY_16_TO_8) + 0).convert("L")
    return picture


def _coloured(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Returns the picture as RGB or RGBA, its colours brought to sRGB by its profile where that makes sense."""
    has_alpha = picture.has_transparency_data
    wanted = "RGBA" if has_alpha else "RGB"
    if picture.mode != wanted and (picture.mode not in ("L", "CMYK") or has_alpha):
        picture = picture.convert(wanted)
    if profile:
        picture = _to_srgb(picture, profile, wanted)
    picture = picture if picture.mode == wanted else picture.convert(wanted)
    if has_alpha and picture.getchannel("A").getextrema() == (255, 255):
        return picture.convert("RGB")
    return picture


def _to_srgb(picture: Image.Image, profile: bytes, wanted: str) -> Image.Image:
    """Applies the profile; one that is broken or of another kind is passed by."""
    if picture.mode not in FITTING_MODES.get(profile[16:20], ()):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        is_same = picture.mode == wanted
        turned = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode=None if is_same else wanted, inPlace=is_same
        )
    except (ImageCms.PyCMSError, *BROKEN):
        return picture
    return turned or picture


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except (AttributeError, *BROKEN):
        return 1
