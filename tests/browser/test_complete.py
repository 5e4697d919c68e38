"""Two underscores in the prompt offer the names of lists."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.wildcard_lists.scene import keep_list
from webapp.models import User


@pytest.fixture
def page(studio: Studio, open_page: OpenPage, alice: User) -> Page:
    """The composer of somebody with three lists about tides."""
    for name in ("tide-high", "tide-low", "sea/tide-pools"):
        keep_list(studio.app, alice, name)
    opened = open_page(alice)
    opened.goto("/generate/")
    opened.get_by_label("Describe the picture").focus()
    return opened


def prompt(page: Page) -> Locator:
    return page.get_by_label("Describe the picture")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Lists").get_by_role("option")


def test_a_name_is_chosen_by_arrows_and_taken_by_enter(page: Page) -> None:
    page.keyboard.type("the sea at __ti")
    expect(options(page)).to_have_count(3)
    first, second = options(page).nth(0), options(page).nth(1)
    expect(first).to_have_attribute("aria-selected", "true")
    expect(prompt(page)).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    page.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(prompt(page)).to_have_attribute("aria-activedescendant", str(second.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options(page).nth(2)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#announcer")).to_contain_text("3 lists")
    page.keyboard.press("Enter")
    expect(prompt(page)).to_have_value("the sea at __tide-low__")
    expect(options(page)).to_have_count(0)
    expect(prompt(page)).to_be_focused()
    assert prompt(page).get_attribute("aria-activedescendant") is None
    page.keyboard.type(", gulls")
    page.keyboard.press("Enter")
    expect(prompt(page)).to_have_value("the sea at __tide-low__, gulls\n")


def test_what_is_typed_on_narrows_and_escape_lets_be(page: Page) -> None:
    page.keyboard.type("{calm|__tide-")
    expect(options(page)).to_have_count(3)
    page.keyboard.type("h")
    expect(options(page)).to_have_count(1)
    page.keyboard.type("zz")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(prompt(page)).to_be_focused()
    expect(prompt(page)).to_have_value("{calm|__tide-h")


def test_a_name_in_the_middle_is_taken_by_mouse(page: Page) -> None:
    prompt(page).fill("a __ at dusk")
    prompt(page).evaluate("field => field.setSelectionRange(4, 4)")
    page.keyboard.type("tide-h")
    options(page).first.click()
    expect(prompt(page)).to_have_value("a __tide-high__ at dusk")
    expect(prompt(page)).to_be_focused()


def test_words_with_underscores_offer_nothing(page: Page) -> None:
    page.keyboard.type("some_tide and a__ti, __tide-low__ ")
    page.wait_for_timeout(300)
    expect(options(page)).to_have_count(0)


def test_leaving_the_field_closes_it_and_axe_finds_nothing(page: Page) -> None:
    page.keyboard.type("__tide")
    expect(options(page)).to_have_count(3)
    assert violations(page, "pages/complete") == []
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(prompt(page)).to_have_value("__tide")
