"""The whole story in a browser that runs no scripts: plain forms, plain links, a page that looks again by itself."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import shot
from tests.browser.studio import Studio

PASSWORD = "a lamp by the window"


def test_the_story_without_scripts(fresh_studio: Studio, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(fresh_studio, java_script_enabled=False).new_page()
    set_up(page)
    ask_and_wait(page)
    picture = make_public(page)
    sign_out(page)
    guest = open_context(fresh_studio, java_script_enabled=False).new_page()
    guest.goto("/gallery/")
    guest.locator(".wall > .tile > a").click()
    expect(guest).to_have_url(picture)
    expect(guest.get_by_role("heading", name="Two boats")).to_be_visible()


def set_up(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Name").fill("Mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open the studio").click()
    expect(page).to_have_url("/generate/")


def ask_and_wait(page: Page) -> None:
    """Asks for two pictures; nobody touches the page until it says that they are done."""
    page.get_by_label("Describe the picture").fill("two red boats on a green river between autumn hills")
    page.get_by_label("Pictures", exact=True).select_option("2")
    page.locator(".make").click()
    expect(page).to_have_url(re.compile(r"/status/[0-9a-f-]+/$"))
    expect(page.locator("noscript p")).to_be_visible()
    shot(page, "without-js/1-status")
    expect(page.locator(".request-words")).to_have_text("Done", timeout=40_000)
    expect(page.locator("noscript p")).to_have_count(0)
    pictures = page.locator(".made > .tile img")
    expect(pictures).to_have_count(2)
    shot(page, "without-js/2-done")


def make_public(page: Page) -> str:
    """Opens the first picture, marks it as a favourite and hangs it on the public wall. Returns its address."""
    page.locator(".made > .tile > a").first.click()
    expect(page).to_have_url(re.compile(r"/images/[0-9a-f-]+/$"))
    picture = page.url
    page.get_by_role("button", name="Favourite").click()
    expect(page.get_by_role("button", name="Favourite")).to_have_attribute("aria-pressed", "true")
    page.get_by_text("Title, sharing and alt text").click()
    page.get_by_label("Title").fill("Two boats")
    page.get_by_label("Public", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page).to_have_url(picture)
    shot(page, "without-js/3-picture")
    page.get_by_role("link", name="My pictures").click()
    expect(page.locator(".wall > .tile")).to_have_count(2)
    return picture


def sign_out(page: Page) -> None:
    page.get_by_label("Your account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url("/sign-in/")
    page.get_by_label("Name").fill("Mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url("/generate/")
