"""Lines end between words, and between letters where a script has no spaces, as its rules say."""

import pytest

from webapp.letters.breaking import broken, is_unspaced


def wide(text: str) -> float:
    """Letters from East Asia are twice as wide."""
    return sum(2 if ord(each) > 0x2E80 else 1 for each in text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("the lamp walked on", ["the lamp", "walked on"]),
        ("abcdefghijklmnop qr", ["abcdefghij", "klmnop qr"]),
        ("灯台の光が海を照", ["灯台の光が", "海を照"]),
        ("灯台の光が。海", ["灯台の光", "が。海"]),  # no full stop at the beginning of a line
        ("灯台の光「海」", ["灯台の光", "「海」"]),  # no opening bracket at its end
        ("灯台の光りゃあ", ["灯台の光", "りゃあ"]),  # no small kana at its beginning
        ("灯台のラー、ラ", ["灯台の", "ラー、ラ"]),
        ("灯lamp灯台灯台", ["灯lamp灯台", "灯台"]),
        ("灯台灯 lamp灯", ["灯台灯", "lamp灯"]),
        ("灯台灯 lam灯", ["灯台灯 lam", "灯"]),
        ("등불이 바다로 갔다", ["등불이", "바다로", "갔다"]),  # Korean ends lines at its spaces
        ("灯台灯台灯\u3000台", ["灯台灯台", "灯\u3000台"]),
        ("ทะเลเดินไป", ["ทะเลเดินไป"]),
        ("", [""]),
    ],
)
def test_lines_end_where_they_may(text: str, lines: list[str]) -> None:
    assert list(broken(text, wide, 10)) == lines


def test_a_vowel_stays_with_its_letter_in_thai() -> None:
    lines = list(broken("ไปทะเลกันเถอะแล้วก็กลับ", wide, 4))
    assert not {line[0] for line in lines} & set("ะาำ็้ั")
    assert not {line[-1] for line in lines} & set("เแโใไ")


def test_nothing_is_lost_and_nothing_is_too_wide() -> None:
    text = "吾輩は猫である。「名前」はまだ無い、どこで生れたか、とんと見当がつかぬ。『ニャーニャー』" * 20
    lines = list(broken(text, wide, 24))
    assert "".join(lines) == text
    assert max(map(wide, lines)) <= 24


def test_scripts_without_spaces_are_known() -> None:
    assert is_unspaced("The 灯")
    assert not is_unspaced("The lamp, 등불, منارة, лампа")
