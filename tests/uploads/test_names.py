"""The names that people and attackers give their files become plain text."""

import pytest

from webapp.uploads.names import shown_name, title_of

NAMES = {
    "Sunset at sea.JPEG": "Sunset at sea",
    "../../etc/passwd": "passwd",
    "..\\..\\x.png": "x",
    "%2e%2e%2f": "%2e%2e%2f",
    "/abs": "abs",
    "C:\\x": "x",
    "CON.png": "CON",
    "a.png\0.html": "a.png.html",
    ".htaccess": ".htaccess",
    "": "",
    "\u202egnp.exe.png": "gnp.exe",
    "e\u0301.png": "\u00e9",
    "a\r\nSet-Cookie: x=1.png": "aSet-Cookie: x=1",
    '"><svg onload=alert(1)>.png': '"><svg onload=alert(1)>',
    "-rf": "-rf",
    "$(id).jpg": "$(id)",
    "=cmd|' /C calc'!A0": "=cmd|' /C calc'!A0".rpartition("/")[2],
    "x" * 5000: "x" * 200,
}


@pytest.mark.parametrize("name", list(NAMES))
def test_it_is_text(name: str) -> None:
    assert title_of(name) == NAMES[name]


def test_no_name_is_no_name() -> None:
    assert shown_name(None) == ""
