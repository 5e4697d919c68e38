"""A wall is narrowed in place: its address follows, pictures can be chosen on it, and Back leads back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User

TILES = ".wall > .tile"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_a_wall_is_narrowed_in_place(studio: Studio, open_page: OpenPage, alice: User, width: int, scheme: str) -> None:
    studio.hang(alice, 2, seed=7)
    studio.hang(alice, 3, seed=8)
    page = open_page(alice, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/user-images/")
    expect(page.locator(TILES)).to_have_count(5)
    page.get_by_role("link", name="Filter").click()
    page.get_by_label("Seed").fill("7")
    page.get_by_label("Seed").press("Enter")
    expect(page.locator(TILES)).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/user-images/\?seed=7$"))
    page.locator(f"{TILES} > a").first.focus()
    page.keyboard.press("x")
    expect(page.locator("#picks [data-count]")).to_have_text("1 chosen")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Without Seed 7").click()
    expect(page.locator(TILES)).to_have_count(5)
