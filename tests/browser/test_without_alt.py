"""Pictures without alt text are worked off by keyboard alone, with scripts and without."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.scene import fresh
from webapp.models import Image, User

PATH = "/user-images/without-alt/"


def describe_first(page: Page, words: str) -> None:
    """Types the words into the first field and approves them by keyboard."""
    field = page.get_by_role("textbox", name="Alt text").first
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Approve").first).to_be_focused()
    page.keyboard.press("Enter")


def test_one_after_the_other_by_keyboard(studio: Studio, open_page: OpenPage, alice: User) -> None:
    older, newer = studio.hang(alice, 2, alt_text="", prompt="a lighthouse at dusk")
    page = open_page(alice)
    page.goto(PATH)
    assert violations(page, "pages/without-alt") == []
    describe_first(page, " ")
    field = page.get_by_role("textbox", name="Alt text").first
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    describe_first(page, "A white lighthouse.")
    expect(page.get_by_text("Approved: A white lighthouse.")).to_be_visible()
    assert violations(page, "pages/without-alt-approved") == []
    expect(page.get_by_role("link", name="Next picture")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#words-{older.id}")).to_be_focused()
    kept = fresh(studio.app, Image, newer.id)
    assert (kept.alt_text, kept.alt_status) == ("A white lighthouse.", "approved")


def test_the_same_without_scripts(studio: Studio, open_page: OpenPage, alice: User) -> None:
    older, _newer = studio.hang(alice, 2, alt_text="", prompt="a lighthouse at dusk")
    page = open_page(alice, java_script_enabled=False)
    page.goto(PATH)
    describe_first(page, "A white lighthouse.")
    expect(page).to_have_url(f"{PATH}#words-{older.id}")
    expect(page.get_by_role("textbox", name="Alt text")).to_have_count(1)
