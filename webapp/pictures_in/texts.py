"""The texts inside a picture's file where other tools keep their recipes."""

from PIL import Image

from webapp.pipeline.carried import EXIF_IFD, USER_COMMENT

MOST_CHARS = 1_000_000
DESCRIPTION, SOFTWARE, MAKER, MODEL = 0x010E, 0x0131, 0x010F, 0x0110
HEAD_BYTES = 8
Texts = dict[str, str]


def texts_of(picture: Image.Image) -> Texts:
    """Returns the texts by their names in a PNG, or as `parameters` from EXIF. What is too long is left out."""
    found = {str(key): str(value) for key, value in picture.info.items() if isinstance(value, str)}
    found |= {key: str(value) for key, value in getattr(picture, "text", {}).items()}
    try:
        found = _of_exif(picture.getexif()) | found
    except Exception:  # noqa: BLE001 - EXIF that is broken in any way tells us nothing, and spoils nothing
        found = dict(found)
    return {key: value.replace("\0", "") for key, value in found.items() if len(value) <= MOST_CHARS}


def _of_exif(exif: Image.Exif) -> Texts:
    """Returns what EXIF tells. ComfyUI's WEBP files keep `prompt:{...}` and `workflow:{...}` in camera fields."""
    found: Texts = {}
    for tag in (MAKER, MODEL, DESCRIPTION):
        name, colon, text = str(exif.get(tag, "")).partition(":")
        if colon and name.lower() in ("prompt", "workflow"):
            found[name.lower()] = text
    comment = exif.get_ifd(EXIF_IFD).get(USER_COMMENT)
    if isinstance(comment, bytes):
        found["parameters"] = _comment(comment)
    elif isinstance(comment, str):
        found["parameters"] = comment
    return found


def _comment(data: bytes) -> str:
    """Reads a UserComment: eight bytes name its encoding, whose byte order tools choose as they like."""
    head, body = data[:HEAD_BYTES], data[HEAD_BYTES:]
    if head.startswith(b"UNICODE"):
        is_little = body[1:2] == b"\0" and body[:1] != b"\0"
        return body.decode("utf-16-le" if is_little else "utf-16-be", "replace")
    is_named = head in (b"ASCII\0\0\0", bytes(HEAD_BYTES))
    return (body if is_named else data).decode("utf-8", "replace")
