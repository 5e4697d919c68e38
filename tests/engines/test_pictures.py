"""A picture is one by its bytes alone, and only when it is whole."""

import io
import struct
import zlib

import pytest
from PIL import Image

from tests.engines.fake.faults import HTML
from tests.engines.fake.provider import picture, signed
from webapp.engines.credentials import is_signed
from webapp.engines.errors import BadOutput
from webapp.engines.pictures import decode, sniff


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_decoded_whatever_it_is_called(kind: str) -> None:
    data = picture(50, 30, kind)
    assert sniff(data) == kind
    assert (decode(data).size, decode(data).mode) == ((50, 30), "RGB")


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "1", "I;16"])
def test_other_modes_become_rgb_and_keep_what_shines_through(mode: str) -> None:
    decoded = decode(picture(20, 20, "PNG", mode))
    assert decoded.mode == ("RGBA" if "A" in mode else "RGB")


@pytest.mark.parametrize(
    "data", [b"", b"x", HTML.encode(), b'{"error": 1}', b"<svg/>", b"GIF89a" + bytes(50), picture()[:20]]
)
def test_what_is_no_picture_is_bad_output(data: bytes) -> None:
    with pytest.raises(BadOutput):
        decode(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_bad_output(kind: str) -> None:
    data = picture(200, 200, kind)
    with pytest.raises(BadOutput):
        decode(data[: len(data) * 2 // 3])


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    size = struct.pack(">II", 30_000, 30_000)
    header = b"IHDR" + size + bytes([1, 0, 0, 0, 0])
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    with pytest.raises(BadOutput):
        decode(data)


def test_a_turned_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    Image.new("RGB", (40, 20)).save(target, "JPEG", exif=exif)
    assert decode(target.getvalue()).size == (20, 40)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_content_credentials_are_found_where_they_lie(kind: str) -> None:
    plain = picture(40, 40, kind)
    assert not is_signed(plain)
    assert is_signed(signed(plain))
    assert decode(signed(plain)).size == (40, 40)


@pytest.mark.parametrize("cut", [9, 12, 20, 30])
def test_a_cut_file_has_no_credentials_and_breaks_nothing(cut: int) -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        assert not is_signed(picture(40, 40, kind)[:cut])
