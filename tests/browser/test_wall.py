"""The wall and the way from it to a picture and back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import Image, User

PICTURES = 110
TILES = ".wall > .tile"

# Where the tiles of the first page lie on the page; its last row is still open and fills up when the next page comes.
FULL_ROWS = """() => {
  const tops = [...document.querySelectorAll(".wall > .tile")].map((tile) => [
    tile.querySelector("a").getAttribute("href"), Math.round(tile.getBoundingClientRect().top + scrollY)]);
  const last = tops.at(-1)[1];
  return tops.filter(([, top]) => top < last);
}"""


@pytest.fixture
def pictures(studio: Studio, alice: User) -> list[Image]:
    """Alice's pictures, the newest first as on her wall."""
    return studio.hang(alice, PICTURES)[::-1]


@pytest.fixture
def wall(open_page: OpenPage, alice: User, pictures: list[Image]) -> Page:
    page = open_page(alice)
    page.goto("/user-images/")
    return page


IS_STILL = """() => new Promise((resolve) => {
  const top = scrollY;
  setTimeout(() => resolve(scrollY === top), 250);
})"""


def scroll_down(page: Page, tiles: int) -> None:
    """Scrolls on as a person does until the wall has so many tiles."""
    page.mouse.move(700, 500)
    for _ in range(200):
        if page.locator(TILES).count() >= tiles:
            return
        page.mouse.wheel(0, 350)
        page.wait_for_timeout(60)
    raise AssertionError(f"only {page.locator(TILES).count()} of {tiles} tiles came")


def test_older_pictures_come_when_scrolled_to_and_nothing_jumps(wall: Page, pictures: list[Image]) -> None:
    before = wall.evaluate(FULL_ROWS)
    assert 20 < len(before) < PICTURES
    scroll_down(wall, PICTURES)
    links = wall.locator(f"{TILES} > a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == [f"/images/{image.id}/" for image in pictures]
    expect(wall.get_by_role("link", name="Older pictures")).to_have_count(0)
    assert wall.evaluate(FULL_ROWS)[: len(before)] == before


def test_rows_are_even(wall: Page) -> None:
    boxes = wall.locator(TILES).evaluate_all("tiles => tiles.slice(0, 24).map(tile => tile.getBoundingClientRect())")
    rows: dict[int, list[float]] = {}
    for box in boxes:
        rows.setdefault(round(box["y"]), []).append(box["height"])
    assert len(rows) > 2
    assert all(max(heights) - min(heights) < 2 for heights in rows.values())


def test_arrows_lead_to_the_neighbours(wall: Page, pictures: list[Image]) -> None:
    wall.locator(f"{TILES} > a").nth(5).click()
    expect(wall).to_have_url(f"/images/{pictures[5].id}/")
    wall.wait_for_load_state()
    wall.keyboard.press("ArrowRight")
    expect(wall).to_have_url(f"/images/{pictures[6].id}/")
    wall.wait_for_load_state()
    wall.keyboard.press("ArrowLeft")
    expect(wall).to_have_url(f"/images/{pictures[5].id}/")


def test_arrows_stay_in_a_field_that_has_them(wall: Page, pictures: list[Image]) -> None:
    wall.goto(f"/images/{pictures[5].id}/")
    wall.get_by_text("Title, sharing and alt text").click()
    wall.get_by_label("Title").fill("boat")
    wall.wait_for_load_state()
    wall.keyboard.press("ArrowLeft")
    wall.keyboard.type("s")
    expect(wall.get_by_label("Title")).to_have_value("boast")
    expect(wall).to_have_url(f"/images/{pictures[5].id}/")


@pytest.mark.parametrize("steps", [0, 2])
def test_escape_goes_back_to_where_you_were(wall: Page, steps: int) -> None:
    scroll_down(wall, 96)
    tile = wall.locator(TILES).nth(90)
    tile.scroll_into_view_if_needed()
    wall.wait_for_function(IS_STILL)
    before = wall.evaluate("scrollY")
    tile.locator("> a").click()
    expect(wall.locator(".canvas img")).to_be_visible()
    for _ in range(steps):
        older = wall.locator("[data-key=ArrowRight]").get_attribute("href")
        wall.wait_for_load_state()
        wall.keyboard.press("ArrowRight")
        expect(wall).to_have_url(str(older))
    wall.wait_for_load_state()
    wall.keyboard.press("Escape")
    expect(wall).to_have_url("/user-images/")
    expect(wall.locator(TILES).nth(90)).to_be_in_viewport()
    assert abs(wall.evaluate("scrollY") - before) < 300


def test_a_guest_walks_the_public_wall(studio: Studio, open_page: OpenPage, alice: User) -> None:
    newest, *_ = studio.hang(alice, 3, visibility="public")[::-1]
    page = open_page()
    page.goto("/gallery/")
    page.locator(f"{TILES} > a").first.click()
    expect(page).to_have_url(f"/images/{newest.id}/")
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    expect(page).to_have_url("/gallery/")


def test_behind_a_picture_that_has_come_lies_the_page(wall: Page) -> None:
    expect(wall.locator(f"{TILES} img").first).to_have_js_property("complete", True)
    expect(wall.locator(f"{TILES} .tone").first).to_be_hidden()
    scroll_down(wall, 60)
    wall.locator(TILES).nth(55).scroll_into_view_if_needed()
    expect(wall.locator(TILES).nth(55).locator(".tone")).to_be_hidden()


def test_the_open_section_is_in_view_on_a_phone(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice, viewport={"width": 390, "height": 844})
    page.goto("/user-images/trash/")
    expect(page.get_by_role("navigation", name="Show").locator("[aria-current]")).to_be_in_viewport(ratio=1)
