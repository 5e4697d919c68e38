"""Stories are taken along as EPUB, folder, comic book and PDF, with what their readers may see."""

import io
import zipfile
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.stories.epub import check_epub
from tests.stories.scene import bring, change_image, change_page, pages_of
from webapp.database import writing
from webapp.media import storage
from webapp.models import Narration, User
from webapp.models.columns import utc_now

ODD = 'Tom & "Jerry" <3 \x0b\u2028 ]]> ñ Ω я'


def taken(client: FlaskClient, story_id: UUID, ending: str) -> bytes:
    answer = client.get(f"/stories/{story_id}/story.{ending}")
    assert answer.status_code == 200
    assert f".{ending}" in answer.headers["Content-Disposition"]
    return answer.data


def opened(data: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return archive


def test_the_epub_is_valid(app: Flask, guest: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, visibility="unlisted", title=ODD, description=ODD, author_line="A. Lamp")
    first, second, third = pages_of(app, story_id)
    change_page(app, first.id, text=f"{ODD}\n\n{ODD}")
    change_page(app, second.id, image_id=None)
    change_page(app, third.id, text="", image_id=None)
    change_image(app, first.image_id, caption=ODD, alt_text=ODD)
    book = opened(taken(guest, story_id, "epub"))
    check_epub(book)
    page = book.read("EPUB/page-001.xhtml").decode()
    assert "Tom &amp; &#34;Jerry&#34; &lt;3" in page
    assert 'alt="Tom &amp;' in page
    assert "EPUB/pictures/001.jpg" in book.namelist()
    assert "EPUB/pictures/002.jpg" not in book.namelist()


@pytest.mark.parametrize(("ending", "first"), [("epub", "mimetype"), ("zip", "the-lamp-that-walked/pictures/001.jpg")])
def test_a_picture_in_the_trash_stays_here(
    app: Flask, guest: FlaskClient, alice: User, ending: str, first: str
) -> None:
    story_id = bring(app, alice, visibility="public")
    change_image(app, pages_of(app, story_id)[1].image_id, deleted_at=utc_now())
    names = opened(taken(guest, story_id, ending)).namelist()
    assert names[0] == first
    pictures = [name.rpartition("/")[2] for name in names if name.endswith(".jpg")]
    assert pictures == ["001.jpg", "003.jpg"]


def test_a_picture_whose_file_is_gone_stops_nothing(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    change_image(app, pages_of(app, story_id)[0].image_id, file_path="pictures/2026/11/22/none.webp")
    for ending in ("epub", "zip", "cbz", "pdf"):
        taken(as_alice, story_id, ending)


def test_the_folder_needs_no_network(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    folder = opened(taken(as_alice, bring(app, alice), "zip"))
    page = folder.read("the-lamp-that-walked/index.html").decode()
    assert "://" not in page
    assert "It walked to the sea." in page
    for name in ("pictures/001.jpg", "style.css"):
        assert f'"{name}"' in page
        assert folder.read(f"the-lamp-that-walked/{name}")
    picture = Pixels.open(io.BytesIO(folder.read("the-lamp-that-walked/pictures/001.jpg")))
    assert picture.format == "JPEG"
    assert not picture.getexif()


def test_the_folder_takes_what_was_read_aloud(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    page = pages_of(app, story_id)[1]
    key = "narrations/2026/11/22/one.mp3"
    spoken = {"source": "story", "text": page.text, "voice": "espeak:gmw/en", "status": "completed", "mp3_path": key}
    with app.app_context():
        storage().put(key, b"ID3 sound", "audio/mpeg")
        with writing() as session:
            session.add(Narration(image_id=page.image_id, user_id=alice.id, story_page_id=page.id, **spoken))
    folder = opened(taken(as_alice, story_id, "zip"))
    assert folder.read("the-lamp-that-walked/sounds/002.mp3") == b"ID3 sound"
    assert folder.read("the-lamp-that-walked/index.html").decode().count("<audio") == 1


def test_the_comic_book_has_sheets_of_one_size(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    """A page with more words than its sheet holds goes on on the next ones."""
    story_id = bring(app, alice, title="منارة")
    change_page(app, pages_of(app, story_id)[1].id, image_id=None, text="It walked. " * 300)
    comic = opened(taken(as_alice, story_id, "cbz"))
    names = [name for name in comic.namelist() if name.endswith(".jpg")]
    assert names == [f"{number:03}.jpg" for number in range(6)]
    assert {Pixels.open(io.BytesIO(comic.read(name))).size for name in names} == {(1200, 1800)}
    facts = comic.read("ComicInfo.xml").decode()
    assert "<PageCount>6</PageCount>" in facts
    assert facts.count("<Page ") == 6
    assert "<Manga>YesAndRightToLeft</Manga>" in facts


def test_words_from_right_to_left_stand_at_the_right(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    words = {"left": "It walked.", "right": "مشى المصباح."}
    for page, text in zip(pages_of(app, story_id), words.values(), strict=False):
        change_page(app, page.id, image_id=None, text=text)
    comic = opened(taken(as_alice, story_id, "cbz"))
    for number, side in enumerate(words, 1):
        ink = (
            Pixels.open(io.BytesIO(comic.read(f"{number:03}.jpg")))
            .convert("L")
            .point(lambda light: 255 * (light < 128))
        )
        left, _, right, _ = ink.getbbox() or (0, 0, 0, 0)
        assert (left < 100) == (side == "left")
        assert (right > 1100) == (side == "right")


def test_a_book_opens_with_its_first_picture(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    change_page(app, pages_of(app, story_id)[0].id, image_id=None)
    assert 'src="pictures/002.jpg"' in opened(taken(as_alice, story_id, "epub")).read("EPUB/title.xhtml").decode()
    folder = opened(taken(as_alice, story_id, "zip")).read("the-lamp-that-walked/index.html").decode()
    assert folder.count('src="pictures/002.jpg"') == 2
    cover = Pixels.open(io.BytesIO(opened(taken(as_alice, story_id, "cbz")).read("000.jpg")))
    assert cover.getpixel((600, 300)) == pytest.approx((180, 90, 40), abs=6)


def test_files_are_called_as_the_story_is(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, title="Маяк, 2")
    for ending in ("epub", "pdf"):
        said = as_alice.get(f"/stories/{story_id}/story.{ending}").headers["Content-Disposition"]
        assert f"filename*=UTF-8''%D0%BC%D0%B0%D1%8F%D0%BA-2.{ending}" in said


def test_the_pdf_has_its_pages(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, title="The lamp, лампа, λάμπα, منارة")
    data = taken(as_alice, story_id, "pdf")
    assert data.startswith(b"%PDF-1.")
    assert b"/Count 4" in data
    assert data.count(b"/Alt ") == 3
    assert b"/DCTDecode" in data  # its pictures are packed as JPEG
    assert b"/ToUnicode" in data  # its text can be found and copied
