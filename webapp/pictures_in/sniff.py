"""What a file is, told by its first bytes alone: names and headers claim what they like."""

from webapp.pictures_in.refused import Refused

_LOOKED_AT = 512


def sniff(data: bytes) -> str:
    """Returns "PNG", "JPEG", "WEBP", "GIF" or "AVIF". Raises Refused, naming what else it is where we know."""
    if not data:
        raise Refused("empty")
    kind = _kind(data)
    if kind is None:
        raise Refused(_otherwise(data))
    return kind


def _kind(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return "AVIF" if data[4:12] in (b"ftypavif", b"ftypavis") else None


def _otherwise(data: bytes) -> str:
    """Returns the code of the refusal that helps most."""
    head = data[:_LOOKED_AT]
    if b"<svg" in head.lower():
        return "svg"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"%PDF"):
        return "document"
    if head[4:8] == b"ftyp" and head[8:11] in (b"hei", b"mif", b"msf"):
        return "other_picture"
    if head[4:8] == b"ftyp" or head.startswith((b"\x1aE\xdf\xa3", b"OggS")):
        return "video"
    return "other_picture" if head.startswith((b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0")) else "not_a_picture"
