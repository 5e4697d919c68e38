"""The main job, as somebody on a fresh studio does it: describe, watch, find, share."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import WATCH_PREVIEWS, WATCH_TILES, is_loaded, made_tiles, shot
from tests.browser.studio import Studio

PASSWORD = "a lamp by the window"
PROMPT = "a lighthouse on a cliff at dusk, calm sea, a flock of gulls"


def test_the_whole_story(fresh_studio: Studio, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(fresh_studio).new_page()
    set_up(page)
    make_four(page)
    picture, private = share_the_first(page)
    guest = open_context(fresh_studio).new_page()
    find_it_signed_out(guest, picture)
    does_not_find(guest, private)


def set_up(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_url("/set-up/")
    shot(page, "story/1-set-up")
    page.get_by_label("Name").fill("Mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open the studio").click()
    expect(page).to_have_url("/generate/")
    expect(page.get_by_text("What shall we draw?")).to_be_visible()


def make_four(page: Page) -> None:
    page.evaluate(WATCH_TILES)
    page.evaluate(WATCH_PREVIEWS)
    page.get_by_label("Describe the picture").fill(PROMPT)
    page.get_by_role("button", name="Make 4 pictures").click()
    expect(page.locator("#now .made > .tile")).to_have_count(4)
    expect(page.locator(".pending.drawing img")).to_be_visible(timeout=20_000)
    shot(page, "story/2-drawing")
    expect(made_tiles(page)).to_have_count(4, timeout=60_000)
    expect(page.locator("#now .request-words")).to_have_text("Done")
    shot(page, "story/3-done")
    assert all(is_loaded(picture) for picture in made_tiles(page).locator("img").all())
    assert page.evaluate("window.previews.size") >= 3, "the previews did not change"
    layouts: list[Any] = page.evaluate("[...window.layouts]")
    assert len(layouts) == 1, f"tiles moved while they were made: {layouts}"


def share_the_first(page: Page) -> tuple[str, str]:
    """Makes the first picture public; returns its path and the path of one that stays private."""
    links = made_tiles(page).locator("> a")
    paths = [str(link.get_attribute("href")) for link in links.all()]
    links.first.click()
    expect(page).to_have_url(paths[0])
    assert is_loaded(page.locator(".canvas img"))
    shot(page, "story/4-picture")
    page.get_by_text("Title, sharing and alt text").click()
    page.get_by_label("Title").fill("The lighthouse")
    page.get_by_label("Public", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator(".side-head")).to_contain_text("Public")
    return paths[0], paths[1]


def find_it_signed_out(guest: Page, picture: str) -> None:
    guest.goto("/")
    expect(guest).to_have_url("/gallery/")
    expect(guest.locator(".wall > .tile")).to_have_count(1)
    assert is_loaded(guest.locator(".wall img"))
    shot(guest, "story/5-gallery-signed-out")
    guest.locator(".wall > .tile > a").click()
    expect(guest).to_have_url(picture)
    expect(guest.get_by_role("heading", name="The lighthouse")).to_be_visible()
    assert is_loaded(guest.locator(".canvas img"))


def does_not_find(guest: Page, private: str) -> None:
    file_path = f"{private.replace('/images/', '/files/')}small.webp"
    for path in (private, file_path):
        answer = guest.goto(path)
        assert answer is not None
        assert answer.status == 404, path
