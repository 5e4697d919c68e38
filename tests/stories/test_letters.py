"""Stories in letters that the studio's own type lacks are set in a font of the host."""

import io
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.foundry import font, keep, only_fonts_in
from tests.stories.epub import check_epub
from tests.stories.pdf import lines_of
from tests.stories.scene import bring, change_page, pages_of
from webapp.models import User

TITLE, TEXT = "灯台", "灯台が海を照らす。それから、lampは歩いた「海へ」。"
LETTERS = "灯台が海を照らすそれかはい歩たへ。、「」"


@pytest.fixture
def fonts_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return only_fonts_in(tmp_path / "fonts", monkeypatch)


@pytest.fixture
def eastern(fonts_folder: Path) -> Path:
    """A collection whose Japanese face has its ink at the right, the others at the left."""
    faces = (font(LETTERS, f"Test Serif {region}", bar) for region, bar in (("KR", "left"), ("JP", "right")))
    keep(fonts_folder, "plain.ttc", *faces)
    keep(fonts_folder, "bold.ttf", font(LETTERS, "Test Serif JP", "whole", weight=700))
    return fonts_folder


@pytest.fixture
def told(app: Flask, alice: User) -> UUID:
    """A story in Japanese, its first page without a picture."""
    story_id = bring(app, alice, title=TITLE, author_line="🙂 A. Lamp", visibility="unlisted")
    change_page(app, pages_of(app, story_id)[0].id, image_id=None, text=TEXT)
    return story_id


def sent(client: FlaskClient, story_id: UUID, ending: str) -> bytes:
    answer = client.get(f"/stories/{story_id}/story.{ending}")
    assert answer.status_code == 200, answer.text
    return answer.data


def ink_of(sheet: bytes) -> Pixels.Image:
    return Pixels.open(io.BytesIO(sheet)).convert("L").point(lambda light: 255 * (light < 128))


def test_the_words_of_the_pdf_are_read_back(eastern: Path, guest: FlaskClient, told: UUID) -> None:
    pdf = sent(guest, told, "pdf")
    assert b"+TestSerifJP" in pdf
    assert b"+TestSerifKR" not in pdf
    cover, first, second, _third = lines_of(pdf)
    assert cover == ["灯台", "A.Lamp"]
    assert first == [TEXT, "1"]
    assert second == ["Itwalkedtothesea.", "2"]


def test_lines_of_the_pdf_end_as_the_script_wants(app: Flask, eastern: Path, guest: FlaskClient, told: UUID) -> None:
    """36 letters would stand in a line of 164 mm, 13 points each; the comma stays with the letter before it."""
    change_page(app, pages_of(app, told)[0].id, text="海へ、" * 30)
    *lines, _number = lines_of(sent(guest, told, "pdf"))[1]
    assert "".join(lines) == "海へ、" * 30
    assert [len(line) for line in lines] == [34, 35, 21]


def test_the_pdf_holds_no_more_of_a_font_than_it_needs(eastern: Path, guest: FlaskClient, told: UUID) -> None:
    keep(eastern, "plain.ttf", font(LETTERS + "".join(map(chr, range(0x5000, 0x9000))), "Chosen Serif JP"))
    assert len(sent(guest, told, "pdf")) < 100_000


def test_the_comic_book_draws_the_letters(eastern: Path, guest: FlaskClient, told: UUID) -> None:
    """The face is the Japanese one, whose first letter has its ink at the right of its square; the title is bold."""
    comic = zipfile.ZipFile(io.BytesIO(sent(guest, told, "cbz")))
    left, _top, right, _bottom = ink_of(comic.read("001.jpg")).getbbox() or (0, 0, 0, 0)
    assert left == pytest.approx(80 + 38 * 0.7, abs=3)
    assert right > 600
    cover = ink_of(comic.read("000.jpg")).crop((0, 850, 1200, 980))
    assert (cover.getbbox() or (0,))[0] == pytest.approx(80 + 84 * 0.05, abs=3)


def test_lines_of_a_comic_book_end_between_letters(app: Flask, eastern: Path, guest: FlaskClient, told: UUID) -> None:
    change_page(app, pages_of(app, told)[0].id, text="海は" * 30)
    sheet = zipfile.ZipFile(io.BytesIO(sent(guest, told, "cbz"))).read("001.jpg")
    _left, top, right, bottom = ink_of(sheet).getbbox() or (0, 0, 0, 0)
    assert 1080 < right <= 1120  # as far as the margin
    assert (bottom - top) == pytest.approx(38 * (2 * 1.5 + 0.9), abs=4)  # three lines


def test_where_no_font_has_them_it_says_what_to_do(fonts_folder: Path, guest: FlaskClient, told: UUID) -> None:
    for ending in ("pdf", "cbz"):
        answer = guest.get(f"/stories/{told}/story.{ending}")
        assert answer.status_code == 409
        assert "Take it as EPUB" in answer.text
        assert "fonts-noto-cjk" in answer.text
    sent(guest, told, "epub")


def test_it_is_told_beside_the_buttons(
    app: Flask, fonts_folder: Path, guest: FlaskClient, alice: User, told: UUID
) -> None:
    assert "fonts-noto-cjk" in guest.get(f"/stories/{told}/").text
    thai = bring(app, alice, title="ประภาคาร", visibility="unlisted")
    assert "fonts-noto-core" in guest.get(f"/stories/{thai}/").text
    plain = bring(app, alice, title="Lamp 🙂", visibility="unlisted")
    assert "fonts-noto" not in guest.get(f"/stories/{plain}/").text


def test_with_a_font_there_is_nothing_to_tell(eastern: Path, guest: FlaskClient, told: UUID) -> None:
    assert "fonts-noto" not in guest.get(f"/stories/{told}/").text


def test_a_lone_letter_that_no_font_has_is_told_too(app: Flask, eastern: Path, guest: FlaskClient, told: UUID) -> None:
    change_page(app, pages_of(app, told)[1].id, text="龘")
    answer = guest.get(f"/stories/{told}/story.pdf")
    assert answer.status_code == 409
    assert "龘" in answer.text


def test_books_say_their_language(app: Flask, guest: FlaskClient, alice: User, fonts_folder: Path) -> None:
    keep(fonts_folder, "a.ttf", font("등불이바다로갔", "Test KR"))
    korean = bring(app, alice, title="등불이 바다로 갔다 등불이 바다로 갔다", visibility="unlisted")
    for page in pages_of(app, korean):
        change_page(app, page.id, text="등불이 바다로")
    book = zipfile.ZipFile(io.BytesIO(sent(guest, korean, "epub")))
    check_epub(book)
    assert "<dc:language>ko</dc:language>" in book.read("EPUB/package.opf").decode()
    assert 'xml:lang="ko"' in book.read("EPUB/page-001.xhtml").decode()
    folder = zipfile.ZipFile(io.BytesIO(sent(guest, korean, "zip")))
    assert '<html lang="ko">' in folder.read("story/index.html").decode()


def test_books_in_letters_of_many_languages_do_not(app: Flask, guest: FlaskClient, alice: User) -> None:
    book = zipfile.ZipFile(io.BytesIO(sent(guest, bring(app, alice, visibility="unlisted"), "epub")))
    assert "<dc:language>und</dc:language>" in book.read("EPUB/package.opf").decode()
    assert "lang=" not in book.read("EPUB/page-001.xhtml").decode()
