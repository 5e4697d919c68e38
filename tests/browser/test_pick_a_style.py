"""The picker inside Create: found by typing, chosen by keyboard, closed by Escape."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from webapp.models import User


def test_a_style_is_picked_by_keyboard_alone(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/")
    page.get_by_label("Describe the picture").fill("a half-typed sentence")
    opener = page.get_by_role("button", name="All styles")
    opener.focus()
    page.keyboard.press("Enter")
    search = page.locator("#style-dialog [type=search]")
    expect(search).to_be_focused()
    page.keyboard.type("counted stitches")
    looks = page.locator("#style-dialog .style-card .look")
    expect(looks).to_have_count(1)
    expect(search).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if looks.evaluate("look => look === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#style-dialog")).not_to_be_visible()
    chosen = page.locator("#style-field [value='cross-stitch']")
    expect(chosen).to_be_checked()
    expect(chosen).to_be_focused()
    expect(page.get_by_label("Describe the picture")).to_have_value("a half-typed sentence")


def test_escape_closes_it_and_leaves_the_choice(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/?style=oil")
    page.get_by_role("button", name="All styles").click()
    expect(page.locator("#style-dialog [type=search]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#style-dialog")).not_to_be_visible()
    expect(page.locator("#style-field [value='oil']")).to_be_checked()
    expect(page.get_by_role("button", name="All styles")).to_be_focused()


def test_a_star_stays_in_place(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/styles/?q=watercolour&whose=builtin")
    star = page.locator(".style-card").first.get_by_role("button", name="Favourite")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Favourites only").check()
    expect(page.locator(".style-card")).to_have_count(1)
    expect(page).to_have_url(re.compile("favorite=1"))
