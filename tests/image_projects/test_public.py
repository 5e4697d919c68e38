"""A published project: its page, its wall in order, its feed, the card that links to it show."""

import io
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote
from uuid import UUID
from xml.etree.ElementTree import fromstring

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.foundry import font, keep, only_fonts_in
from tests.image_projects.scene import bring, filled, hang_in, projects_of
from tests.scene import PART, fresh, hang
from webapp.image_projects import feed, listing
from webapp.image_projects.service import add_pictures
from webapp.models import ImageProject, User

ATOM = "{http://www.w3.org/2005/Atom}"
LINK = re.compile(r'href="/images/([0-9a-f-]{36})/"><img')
OLDER = re.compile(r'class="btn" href="([^"]+after=[^"]+)"')


@pytest.fixture
def walk(app: Flask, alice: User) -> UUID:
    return bring(app, alice, visibility="public", slug="walk", name="Harbour & <walk>", description="Boats and gulls.")


def test_guests_see_it_in_its_order_page_by_page(
    app: Flask, guest: FlaskClient, alice: User, walk: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [hang_in(app, walk, alice, title=f"Boat {number}") for number in range(5)]
    monkeypatch.setattr(listing.pictures_of, "__defaults__", (2,))
    for start in ("/projects/walk/", f"/projects/{walk}/gallery/"):
        seen: list[str] = []
        path: str | None = start
        while path:
            page = guest.get(path, headers=PART if seen else None).text
            seen += LINK.findall(page)
            older = OLDER.search(page)
            path = older[1] if older else None
        assert seen == [str(each) for each in ids]


@pytest.mark.parametrize("after", ["x", "1.x", f"1.{'g' * 36}", "99999999999.00000000-0000-0000-0000-000000000000"])
def test_an_odd_place_in_the_address_is_nothing_here(guest: FlaskClient, walk: UUID, after: str) -> None:
    assert guest.get(f"/projects/walk/?after={after}").status_code == 404


def test_other_sites_read_what_it_is(app: Flask, guest: FlaskClient, alice: User, walk: UUID) -> None:
    hang_in(app, walk, alice)
    page = guest.get("/projects/walk/").text
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert said["title"] == "Harbour &amp; &lt;walk&gt;"
    assert said["url"] == "http://studio.test/projects/walk/"
    assert said["image"] == "http://studio.test/projects/walk/card.jpg"
    assert said["description"] == "Boats and gulls."


@pytest.mark.parametrize("name", ["Λιμάνι και δάσος", "海辺", "Café d'été", "नमस्ते दुनिया"])
def test_a_name_in_any_script_has_an_address_that_all_can_use(
    app: Flask, as_alice: FlaskClient, as_admin: FlaskClient, guest: FlaskClient, alice: User, name: str
) -> None:
    as_alice.post("/image-projects/new/", data=filled(name=name, visibility="public"))
    (made,) = projects_of(app, alice)
    hang_in(app, made.id, alice)
    path = f"/projects/{quote(made.slug)}/"
    page = guest.get(path)
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page.text))
    assert (said["url"], said["image"]) == (f"http://studio.test{path}", f"http://studio.test{path}card.jpg")
    assert said["url"].isascii()
    assert guest.get(f"{path}card.jpg").mimetype == "image/jpeg"
    assert f'href="{path}"' in guest.get("/projects/").text
    assert f'href="{path}"' in as_alice.get(f"/image-projects/{made.id}/").text
    links = fromstring(guest.get(f"{path}feed.atom").data).findall(f"{ATOM}link")  # noqa: S314 - our own feed
    assert [link.attrib["href"] for link in links] == [said["url"], f"{said['url']}feed.atom"]
    bare = guest.get(path.rstrip("/"))
    assert (bare.status_code, bare.location.endswith(f"localhost{path}")) == (308, True)
    other_spelling = quote(unicodedata.normalize("NFD", made.slug).upper())
    assert guest.get(f"/projects/{other_spelling}/").status_code == 200
    for headers, header in ((PART, "HX-Redirect"), (None, "Location")):
        sent = as_admin.post(f"/image-projects/{made.id}/feature/", headers=headers)
        assert sent.headers[header] == path
        assert guest.get(sent.headers[header]).status_code == 200
    chosen = {"ids": str(hang(app, alice)), "action": "none", "next": f"/projects/{made.slug}/"}
    assert as_alice.post("/user-images/bulk/", data=chosen, headers=PART).headers["HX-Redirect"] == path


def test_the_card_is_drawn_and_changes_with_what_it_shows(
    app: Flask, guest: FlaskClient, alice: User, walk: UUID
) -> None:
    empty = guest.get("/projects/walk/card.jpg")
    assert Pixels.open(io.BytesIO(empty.data)).size == (1200, 630)
    hang_in(app, walk, alice)
    first = guest.get("/projects/walk/card.jpg")
    assert first.data != empty.data
    assert Pixels.open(io.BytesIO(first.data)).convert("RGB").getpixel((600, 100)) != (250, 248, 245)
    known = {"If-None-Match": first.headers["ETag"]}
    assert guest.get("/projects/walk/card.jpg", headers=known).status_code == 304
    assert guest.get("/projects/walk/card.jpg").data == first.data
    hang_in(app, walk, alice)
    assert guest.get("/projects/walk/card.jpg", headers=known).status_code == 200


def test_the_card_has_the_letters_of_the_name(app: Flask, guest: FlaskClient, alice: User) -> None:
    for slug, name in (("latin", "Harbour"), ("greek", "Λιμάνι"), ("arabic", "ميناء الصباح")):
        bring(app, alice, visibility="public", slug=slug, name=name)
        card = Pixels.open(io.BytesIO(guest.get(f"/projects/{slug}/card.jpg").data)).convert("L")
        ink = card.crop((40, 470, 700, 540)).point(lambda light: 255 * (light < 100)).getbbox()
        assert ink is not None
        assert ink[2] - ink[0] > 150


def test_the_card_takes_letters_from_the_host(
    app: Flask, guest: FlaskClient, alice: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each letter is a bar; letters that no face has stay away."""
    fonts_folder = only_fonts_in(tmp_path / "fonts", monkeypatch)
    keep(fonts_folder, "a.ttc", font("港", "Test KR", "right"), font("港朝", "Test SC", "left"))
    bring(app, alice, visibility="public", slug="port", name="港朝龘")
    card = Pixels.open(io.BytesIO(guest.get("/projects/port/card.jpg").data)).convert("L")
    ink = card.crop((40, 470, 700, 540)).point(lambda light: 255 * (light < 100)).getbbox()
    assert ink is not None
    assert (ink[0] + 40, ink[2] + 40) == (pytest.approx(48 + 60 * 0.05, abs=3), pytest.approx(48 + 60 * 1.3, abs=3))


def test_the_feed_is_atom_with_whole_addresses(
    app: Flask, guest: FlaskClient, alice: User, walk: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [hang_in(app, walk, alice, title=f"Boat \x01 & <{number}>") for number in range(3)]
    monkeypatch.setattr(feed, "MOST_ENTRIES", 2)
    answer = guest.get("/projects/walk/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    root = fromstring(answer.data)  # noqa: S314 - our own feed
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}title") == "Harbour & <walk>"
    assert all(root.findtext(f"{ATOM}{name}") for name in ("id", "updated"))
    entries = root.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}id") for each in entries] == [f"urn:uuid:{each}" for each in ids[:0:-1]]
    assert entries[0].findtext(f"{ATOM}title") == "Boat  & <2>"
    content = entries[0].find(f"{ATOM}content")
    assert content is not None
    assert content.attrib["type"] == "html"
    shown = fromstring(f"<p>{(content.text or '').replace('>', '/>')}</p>")[0]  # noqa: S314 - our own feed
    assert shown.attrib["src"] == f"http://studio.test/files/{ids[2]}/large.webp"
    links = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    assert all(link.startswith("http://studio.test/") for link in links)
    known = {"If-None-Match": answer.headers["ETag"]}
    assert guest.get("/projects/walk/feed.atom", headers=known).status_code == 304


def test_the_feed_begins_with_what_was_hung_last(app: Flask, guest: FlaskClient, alice: User, walk: UUID) -> None:
    old = hang(app, alice, title="Old")
    newer = hang_in(app, walk, alice, title="Newer")
    with app.app_context():
        add_pictures(fresh(app, ImageProject, walk), [old], alice.id)
    root = fromstring(guest.get("/projects/walk/feed.atom").data)  # noqa: S314 - our own feed
    ids = [each.findtext(f"{ATOM}id") for each in root.findall(f"{ATOM}entry")]
    assert ids == [f"urn:uuid:{old}", f"urn:uuid:{newer}"]


def test_prompts_stay_with_their_owner(app: Flask, guest: FlaskClient, alice: User, walk: UUID) -> None:
    hang_in(app, walk, alice, prompt="a walrus in clogs")
    for path in ("/projects/walk/", f"/projects/{walk}/gallery/", "/projects/walk/feed.atom"):
        assert "walrus" not in guest.get(path).text


def test_parts_that_are_private_stay_away(app: Flask, guest: FlaskClient, alice: User, walk: UUID) -> None:
    bring(app, alice, parent_id=walk, name="Open part", visibility="public")
    bring(app, alice, parent_id=walk, name="Closed part")
    page = guest.get("/projects/walk/").text
    assert "Open part" in page
    assert "Closed part" not in page


def test_the_list_of_published_ones(app: Flask, guest: FlaskClient, alice: User, walk: UUID) -> None:
    bring(app, alice, name="Closed one")
    page = guest.get("/projects/").text
    assert 'href="/projects/walk/"' in page
    assert "Closed one" not in page


def test_admins_alone_feature_it(
    app: Flask, as_admin: FlaskClient, as_alice: FlaskClient, guest: FlaskClient, walk: UUID
) -> None:
    assert "Feature it" in as_admin.get("/projects/walk/").text
    assert "Feature it" not in as_alice.get("/projects/walk/").text
    assert as_alice.post(f"/image-projects/{walk}/feature/").status_code == 404
    as_admin.post(f"/image-projects/{walk}/feature/")
    assert fresh(app, ImageProject, walk).is_featured
    assert "Featured" in guest.get("/projects/").text


def test_a_private_picture_is_not_called_so_where_all_see_it(
    app: Flask, guest: FlaskClient, as_alice: FlaskClient, alice: User, walk: UUID
) -> None:
    hung = hang_in(app, walk, alice, visibility="private")
    badge = re.compile(r'byline">by Alice.*?Private', re.DOTALL)
    assert badge.search(as_alice.get(f"/images/{hung}/").text)
    page = guest.get(f"/images/{hung}/")
    assert page.status_code == 200
    assert "Private" not in page.text
