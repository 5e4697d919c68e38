"""Fonts of the host are chosen by the letters they have, then by the language they are drawn for."""

from pathlib import Path

import pytest

from tests.foundry import font, keep, named_cff, only_fonts_in, variable
from webapp.config import load_settings
from webapp.letters.face import faces_in
from webapp.letters.host import bold_of, faces_with
from webapp.letters.pen import _font


@pytest.fixture
def fonts_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return only_fonts_in(tmp_path / "fonts", monkeypatch)


def families(letters: str, language: str = "", folder: Path | None = None) -> list[str]:
    return [face.family for face in faces_with(letters, language, folder)]


def test_the_letters_decide(fonts_folder: Path) -> None:
    keep(fonts_folder, "a.ttf", font("灯", "Some Serif"))
    (fonts_folder / "deep").mkdir()
    keep(fonts_folder / "deep", "b.TTF", font("灯台", "More Sans"))
    assert families("台灯") == ["More Sans"]
    assert families("灯") == ["Some Serif"]
    assert families("海") == []


def test_several_fonts_complete_one_another(fonts_folder: Path) -> None:
    keep(fonts_folder, "a.ttf", font("灯台", "East"))
    keep(fonts_folder, "b.ttf", font("กข", "South"))
    assert families("กข灯") == ["South", "East"]


@pytest.mark.parametrize(("language", "region"), [("ja", "JP"), ("ko", "KR"), ("zh-Hans", "SC"), ("zh-Hant", "TC")])
def test_the_face_of_a_collection_is_that_of_the_language(fonts_folder: Path, language: str, region: str) -> None:
    path = keep(fonts_folder, "all.ttc", *(font("灯", f"Test Serif {each}") for each in ("KR", "TC", "JP", "SC")))
    (face,) = faces_with("灯", language, None)
    assert face.family == f"Test Serif {region}"
    assert faces_in(path)[face.number] is face


def test_a_serif_of_plain_weight_is_first(fonts_folder: Path) -> None:
    for name, weight in (("A Sans", 400), ("A Serif Light", 300), ("B Serif", 400), ("C Serif", 900)):
        keep(fonts_folder, f"{name}.ttf", font("灯", name, weight=weight))
    assert families("灯") == ["B Serif"]


def test_its_bold_is_of_the_same_family(fonts_folder: Path) -> None:
    for family, weight in (("Plain", 400), ("Plain", 700), ("Other", 400)):
        keep(fonts_folder, f"{family}{weight}.ttf", font("灯" if family == "Plain" else "台", family, weight=weight))
    (plain,), (other,) = faces_with("灯", "", None), faces_with("台", "", None)
    assert bold_of(plain, None).weight == 700
    assert bold_of(other, None) is other


def test_what_books_cannot_hold_is_passed_over(fonts_folder: Path) -> None:
    keep(fonts_folder, "named.otf", named_cff("灯", "Named"))
    keep(fonts_folder, "closed.ttf", font("灯", "Closed", fsType=2))
    keep(fonts_folder, "slanted.ttf", font("灯", "Slanted", fsSelection=1))
    keep(fonts_folder, "boxes.ttf", font("灯", "LastResort"))
    (fonts_folder / "broken.ttf").write_bytes(b"no font at all")
    (fonts_folder / "gone.ttf").symlink_to("nowhere")
    assert families("灯") == []


def test_a_folder_of_ones_own_comes_first(fonts_folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    keep(fonts_folder, "a.ttf", font("灯", "A Serif"))
    keep(own, "b.ttf", font("灯", "B Sans"))
    assert families("灯", folder=load_settings(fonts_dir=str(own)).fonts_dir) == ["B Sans"]
    assert families("灯") == ["A Serif"]


def test_a_cut_has_the_letters_asked_for_alone(fonts_folder: Path, tmp_path: Path) -> None:
    keep(fonts_folder, "a.ttc", font("灯台", "A JP"), font("灯台海", "A KR"))
    (face,) = faces_with("海", "", None)
    cut = tmp_path / "cut.ttf"
    cut.write_bytes(face.cut("海灯"))
    (left,) = faces_in(cut)
    assert (left.has("海灯 "), left.has("台")) == (True, False)


def test_a_variable_face_is_bent_to_regular_and_to_bold(fonts_folder: Path, tmp_path: Path) -> None:
    keep(fonts_folder, "a.otf", variable("灯台", "A Thin"))
    (regular,) = faces_with("灯", "", None)
    for face, weight in ((regular, 400), (bold_of(regular, None), 700)):
        cut = tmp_path / f"{weight}.otf"
        cut.write_bytes(face.cut("灯"))
        (static,) = faces_in(cut)  # as it is numbered by now, books can hold it
        assert (face.weight, static.bent, static.has("台")) == (weight, (), False)
        for each in (face, static):
            left, _top, right, _bottom = _font(each, 100).getmask("灯").getbbox()
            assert right - left == pytest.approx(weight / 10, abs=2)
