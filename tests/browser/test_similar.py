"""Styles come as one types."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import shot
from tests.browser.studio import Studio
from webapp.meaning.making import make_wanted

FOUND = "#similar .row-item b"


@pytest.fixture
def page(studio: Studio, open_page: OpenPage) -> Page:
    """The page, in a studio whose styles have been read."""
    with studio.app.app_context():
        make_wanted(60)
    page = open_page(studio.person("Alice"))
    page.goto("/prompt-helpers/similar/")
    return page


def test_styles_come_while_one_types(page: Page) -> None:
    field = page.get_by_label("What should it look like?")
    field.press_sequentially("an ancient roman floor")
    expect(page.locator(FOUND).first).to_have_text("Mosaic")
    expect(field).to_be_focused()
    shot(page, "similar")
    field.fill("fluffy handmade wool animals")
    expect(page.locator(FOUND).first).to_have_text("Needle felt")
    page.reload()
    expect(field).to_have_value("fluffy handmade wool animals")
    expect(page.locator(FOUND).first).to_have_text("Needle felt")
