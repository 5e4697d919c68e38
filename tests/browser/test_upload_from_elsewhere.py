"""Pictures are dragged from other websites, or their addresses pasted; the studio fetches them."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User

SITE = "https://pictures.example"
PASTE = """([kind, words]) => {
  const data = new DataTransfer();
  data.setData(kind, words);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
}"""


def drag(page: Page, links: str = "", html: str = "", at: tuple[float, float] = (300, 120), drops: bool = True) -> None:
    """Drags what a browser gives for a picture on another website, and drops it."""
    kinds = {"text/uri-list": links, "text/html": html}
    items = [{"mimeType": kind, "data": data} for kind, data in kinds.items() if data]
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", *(["drop"] if drops else [])):
        data = {"items": items, "files": [], "dragOperationsMask": 1}
        session.send("Input.dispatchDragEvent", {"type": kind, "x": at[0], "y": at[1], "data": data})


def rows(page: Page) -> Locator:
    return page.locator("[data-upload-list] > li")


def test_a_dragged_picture_is_fetched_and_hangs_on_the_wall(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/user-images/")
    picture = f'<meta charset="utf-8"><a href="{SITE}/page/"><img src="{SITE}/boat-40.png" alt="A boat"></a>'
    drag(page, f"{SITE}/page/", picture, drops=False)
    expect(page.locator("form[data-upload]")).to_have_class(re.compile("is-over"))
    drag(page, f"{SITE}/page/", picture)
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("boat-40.png (pictures.example)")
    expect(rows(page)).to_contain_text("Added.")
    expect(page.locator("form[data-upload]")).not_to_have_class(re.compile("is-over"))
    expect(page.locator(".wall .tile")).to_have_count(1)
    rows(page).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("boat-40")


def test_links_to_pictures_come_one_by_one_with_what_went_wrong(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/user-images/upload/")
    drag(page, f"# two boats\r\n{SITE}/boat-40.png\r\n{SITE}/boat-50.png\r\n{SITE}/boat-40.png\r\n{SITE}/gone.png")
    expect(rows(page)).to_have_count(3)
    expect(rows(page).filter(has_text="Added.")).to_have_count(2)
    expect(rows(page).filter(has_text="There is no picture at this address")).to_have_count(1)
    drag(page, "http://127.0.0.1/a.png")
    expect(rows(page).last).to_contain_text("The studio does not fetch from this address.")


def test_what_has_no_address_elsewhere_brings_nothing(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/user-images/upload/")
    drag(page, html='<img src="data:image/png;base64,AAAA">')
    drag(page, html=f"<p>Much to read, <img src='{SITE}/boat-40.png'> and a picture.</p>")
    drag(page, f"{studio.url}/files/1/picture.webp")
    expect(page.locator("#toasts .toast")).to_have_count(3)
    expect(page.locator("#toasts .toast").first).to_contain_text("Save it, then bring the file.")
    expect(rows(page)).to_have_count(0)


def test_a_link_that_is_dropped_into_a_field_stays_there(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/user-images/upload/")
    box = page.get_by_label("Or from an address").bounding_box()
    assert box is not None
    drag(page, f"{SITE}/boat-40.png", at=(box["x"] + 20, box["y"] + 10))
    expect(rows(page)).to_have_count(0)


def test_an_address_that_is_pasted_is_fetched(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/user-images/upload/")
    page.evaluate(PASTE, ["text/plain", f" {SITE}/boat-40.png\n"])
    page.evaluate(PASTE, ["text/html", f'<img src="{SITE}/boat-50.png">'])
    page.evaluate(PASTE, ["text/plain", f"words with {SITE}/boat-60.png in them"])
    expect(rows(page).filter(has_text="Added.")).to_have_count(2)
    page.get_by_label("Tags").focus()
    page.evaluate(PASTE, ["text/plain", f"{SITE}/boat-70.png"])
    expect(rows(page)).to_have_count(2)
