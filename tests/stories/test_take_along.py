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


def test_the_comic_book_has_a_picture_for_each_page(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    change_page(app, pages_of(app, story_id)[1].id, image_id=None, text="It walked. " * 300)
    comic = opened(taken(as_alice, story_id, "cbz"))
    assert comic.namelist() == ["000.jpg", "001.jpg", "002.jpg", "003.jpg", "ComicInfo.xml"]
    assert all(Pixels.open(io.BytesIO(comic.read(name))).width == 1200 for name in comic.namelist()[:4])
    assert "<PageCount>4</PageCount>" in comic.read("ComicInfo.xml").decode()


def test_the_pdf_has_its_pages(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, title="The lamp, лампа, λάμπα, منارة")
    data = taken(as_alice, story_id, "pdf")
    assert data.startswith(b"%PDF-1.")
    assert b"/Count 4" in data
    assert data.count(b"/Alt ") == 3
    assert b"/ToUnicode" in data  # its text can be found and copied


def test_letters_that_the_type_lacks_are_told_before(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice, title="灯台", author_line="🙂 A. Lamp")
    for ending in ("pdf", "cbz"):
        answer = as_alice.get(f"/stories/{story_id}/story.{ending}")
        assert answer.status_code == 409
        assert "Take it as EPUB" in answer.text
    taken(as_alice, story_id, "epub")
