"""Pictures are brought from the browser, several at once, each with its own message."""

from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import OpenPage
from tests.pictures_in.corpus import png
from webapp.models import User

DROP = """(bytes) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "dropped.png", { type: "image/png" }));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": data}


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
