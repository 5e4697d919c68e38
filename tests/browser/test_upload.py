"""Pictures are brought from the browser, several at once, each with its own message."""

import re
import zipfile
from pathlib import Path

from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.pictures_in.corpus import png
from webapp.models import User

DROP = """(bytes) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "dropped.png", { type: "image/png" }));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": data}


def drop(page: Page, *paths: Path) -> None:
    """Drops files and folders as the desktop does."""
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})


def test_a_folder_is_dropped_with_the_folders_in_it(open_page: OpenPage, alice: User, tmp_path: Path) -> None:
    folder = tmp_path / "Holiday"
    (folder / "Sea").mkdir(parents=True)
    for name, side in (("a.png", 40), ("Sea/b.png", 50), ("Sea/c.png", 60)):
        (folder / name).write_bytes(png(side, side))
    for name in (".DS_Store", "Sea/Thumbs.db"):
        (folder / name).write_bytes(b"x")
    (tmp_path / "d.png").write_bytes(png(70, 70))
    page = open_page(alice)
    page.goto("/user-images/upload/")
    drop(page, folder, tmp_path / "d.png")
    rows = page.locator("[data-upload-list] > li")
    expect(rows.filter(has_text="Added.")).to_have_count(4)
    expect(rows).to_have_count(4)


def test_a_zip_among_pictures_is_told_its_page(open_page: OpenPage, alice: User, tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with path.open("wb") as large:
        large.truncate(30_000_000)
    page = open_page(alice)
    page.goto("/user-images/upload/")
    drop(page, path)
    expect(page.locator("[data-upload-list] > li")).to_contain_text("Bring it in with “A ZIP of pictures”.")


def test_a_zip_that_is_dropped_waits_for_what_is_said_of_it(open_page: OpenPage, alice: User, tmp_path: Path) -> None:
    path = tmp_path / "Holiday.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.png", png())
    page = open_page(alice)
    page.goto("/user-images/upload/zip/")
    drop(page, path)
    expect(page.get_by_label("ZIP", exact=True)).to_have_value(re.compile("Holiday.zip"))
    page.get_by_label("Tags").fill("Sea")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Holiday.zip")


def test_the_wall_shows_what_came_and_a_phone_says_so(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice, viewport={"width": 390, "height": 844})
    page.goto("/user-images/")
    expect(page.get_by_text("No pictures yet")).to_be_visible()
    page.get_by_label("Bring pictures").locator("input[type=file]").set_input_files(file("a.png", png(40, 40)))
    expect(page.locator("[data-upload-list] > li").get_by_text("Added.")).to_be_visible()
    expect(page.locator(".wall .tile")).to_have_count(1)


def test_the_wall_stays_while_somebody_chooses_there(open_page: OpenPage, studio: Studio, alice: User) -> None:
    studio.hang(alice, 2)
    page = open_page(alice)
    page.goto("/user-images/")
    page.locator(".wall input[type=checkbox]").first.check(force=True)
    page.get_by_label("Bring pictures").locator("input[type=file]").set_input_files(file("a.png", png(40, 40)))
    expect(page.locator("[data-upload-list] > li").get_by_text("Added.")).to_be_visible()
    expect(page.locator(".wall input[type=checkbox]:checked")).to_have_count(1)
    expect(page.locator(".wall .tile")).to_have_count(2)


PASTE = """([words, bytes]) => {
  const data = new DataTransfer();
  if (words) data.items.add(words, "text/plain");
  data.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def test_words_pasted_into_a_field_bring_no_picture_of_them(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/user-images/upload/")
    page.get_by_label("Tags").focus()
    page.evaluate(PASTE, ["Sea", list(png(40, 40))])
    page.evaluate(PASTE, ["", list(png(50, 50))])
    rows = page.locator("[data-upload-list] > li")
    expect(rows.filter(has_text="Added.")).to_have_count(1)
    expect(rows).to_have_count(1)


def test_a_file_under_way_is_not_sent_twice(open_page: OpenPage, alice: User, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(40, 40))
    page = open_page(alice)
    page.goto("/user-images/upload/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/user-images/upload/", hold)
    field = page.get_by_label("Pictures", exact=True)
    field.set_input_files(path)
    field.set_input_files(path)
    rows = page.locator("[data-upload-list] > li")
    expect(rows).to_have_count(1)
    expect(rows.get_by_role("button", name="Stop a.png")).to_be_visible()
    for route in held:
        route.fallback()
    expect(rows).to_contain_text("Added.")


def test_one_bad_file_among_five_spoils_nothing(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/user-images/upload/")
    good = [file(f"{side}.png", png(side, side)) for side in (40, 50, 60, 70)]
    page.get_by_label("Pictures", exact=True).set_input_files([*good[:2], file("letter.png", b"Dear all"), *good[2:]])
    rows = page.locator("[data-upload-list] > li")
    expect(rows).to_have_count(5)
    expect(rows.filter(has_text="Added.")).to_have_count(4)
    expect(rows.filter(has_text="This is not a picture we can read.")).to_have_count(1)
    expect(page.locator("#announcer")).to_contain_text("not taken")
    page.goto("/user-images/")
    expect(page.locator(".wall .tile")).to_have_count(4)
    page.evaluate(DROP, list(png(80, 80)))
    expect(rows.filter(has_text="Added.")).to_have_count(1)
    rows.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("dropped")
