"""Importing styles in a browser: each error is named by its line, and what has a tick comes in."""

import json

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.style_exchange import files
from webapp.models import User

TABLE = files.BROKEN.replace("Open,", "Fine,").replace('"never', "never") + "Two,“{prompt}” on a postcard,photo\n"


def test_a_file_with_errors_in_it(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/prompt-helpers/")
    page.get_by_role("link", name="Import").click()
    assert violations(page, "pages/style-import") == []
    choose(page, "styles.json", "[{]")
    expect(page.locator(".error")).to_contain_text("Line 1, column 3")
    choose(page, "styles.csv", TABLE)
    for line, words in ((3, "more cells"), (4, "no name"), (5, "Write it twice")):
        expect(page.get_by_role("listitem").filter(has_text=f"Line {line}")).to_contain_text(words)
    assert violations(page, "pages/style-import-preview") == []
    page.get_by_label("Fine", exact=True).uncheck()
    page.get_by_label("Category").fill("Brought along")
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_text("3 new styles came in.")).to_be_visible()
    page.get_by_role("link", name="My styles").click()
    for name in ("Good", "Last", "Two"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    send_out(page)


def choose(page: Page, name: str, text: str) -> None:
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Look inside").click()


def send_out(page: Page) -> None:
    """Exports one of the styles."""
    page.get_by_role("link", name="Export").click()
    assert violations(page, "pages/style-export") == []
    page.get_by_label("Fooocus").check()
    page.get_by_label("Those with a tick").check()
    page.get_by_label("Two", exact=True).check()
    with page.expect_download() as sent:
        page.get_by_role("button", name="Make the file").click()
    assert sent.value.suggested_filename == "sdxl_styles.json"
    assert [each["name"] for each in json.loads(sent.value.path().read_bytes())] == ["Two"]
