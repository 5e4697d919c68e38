"""What travels inside a picture's own file: its recipe as EXIF, and the mark of AI-made pictures."""

import struct

from PIL import Image

USER_COMMENT = 0x9286
EXIF_IFD = 0x8769
SOFTWARE = 0x0131
RIFF_HEAD_BYTES = 12
HAS_EXIF = 0b1000
AI_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
Iptc4xmpExt:DigitalSourceType="{AI_SOURCE}"/></rdf:RDF></x:xmpmeta>"""


def exif(text: str) -> Image.Exif:
    """Returns EXIF that carries `text` as its UserComment, in the Unicode form of the EXIF standard (UTF-16)."""
    made = Image.Exif()
    made[SOFTWARE] = "Atelier"
    made.get_ifd(EXIF_IFD)[USER_COMMENT] = b"UNICODE\0" + text.encode("utf-16-be", "replace")
    return made


def without_recipe(webp: bytes) -> bytes:
    """Returns a WEBP file without its EXIF, the pixels untouched; the mark of AI-made pictures stays.

    A WEBP is a RIFF file: chunks of a name, a length and that many bytes, padded to an even number.
    Source: developers.google.com/speed/webp/docs/riff_container.
    """
    kept = bytearray(webp[:RIFF_HEAD_BYTES])
    place = RIFF_HEAD_BYTES
    while place + 8 <= len(webp):
        (length,) = struct.unpack_from("<I", webp, place + 4)
        end = place + 8 + length + length % 2
        if webp[place : place + 4] != b"EXIF":
            kept += webp[place:end]
        place = end
    if kept[12:16] == b"VP8X":
        kept[20] &= ~HAS_EXIF & 0xFF
    struct.pack_into("<I", kept, 4, len(kept) - 8)
    return bytes(kept)
