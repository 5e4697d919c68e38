"""The months beside a wall stay in view, say which one is seen, and lead to the others."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User
from webapp.models.columns import first_id_at

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
MONTHS = ("March 2025", "February 2025", "January 2025", "December 2024")
PLACES = """() => [...document.querySelectorAll(".wall > .tile")].map((tile) => {
  const box = tile.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height];
})"""


@pytest.fixture
def alice(studio: Studio, alice: User) -> User:
    """Alice, with ten pictures in each of four months."""
    for place, (year, month) in enumerate(((2024, 12), (2025, 1), (2025, 2), (2025, 3))):
        for day in range(1, 11):
            moment = datetime(year, month, day, 12, tzinfo=UTC)
            studio.hang(alice, 1, id=UUID(int=first_id_at(moment).int + (alice.id.int & (1 << 62) - 1) + place))
    return alice


def months(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Months")


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, open_page: OpenPage, alice: User) -> Page:
    return open_page(alice, viewport=request.param)


@pytest.fixture
def wall(page: Page) -> Page:
    page.goto("/user-images/")
    expect(months(page).get_by_role("link", name="March 2025")).to_be_visible()
    return page


def test_it_stays_in_view_and_marks_the_month_that_is_seen(wall: Page) -> None:
    seen = months(wall).locator("[aria-current]")
    expect(seen).to_have_accessible_name(MONTHS[0])
    wall.mouse.move(200, 500)
    passed = set()
    for _ in range(60):
        wall.mouse.wheel(0, 150)
        wall.wait_for_timeout(40)
        passed.add(seen.get_attribute("aria-label"))
        expect(seen).to_be_in_viewport(ratio=0.9)
    assert {MONTHS[1], MONTHS[2]} <= passed
    assert wall.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_its_place_is_kept_until_it_comes(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/months/", hold)
    page.goto("/user-images/")
    page.wait_for_timeout(600)
    before = page.evaluate(PLACES)
    assert held
    held[0].continue_()
    expect(months(page).get_by_role("link", name=MONTHS[0])).to_be_visible()
    assert page.evaluate(PLACES) == before


def test_it_is_one_stop_of_the_keyboard_and_leads_there(wall: Page) -> None:
    expect(months(wall).locator("[aria-current]")).to_have_accessible_name(MONTHS[0])
    expect(months(wall).locator('a[tabindex="0"]')).to_have_count(1)
    months(wall).locator('a[tabindex="0"]').focus()
    for _ in range(2):
        wall.keyboard.press("ArrowDown")
    january = months(wall).get_by_role("link", name=MONTHS[2])
    expect(january).to_be_focused()
    wall.keyboard.press("Enter")
    expect(wall.locator(".wall > .tile")).to_have_count(20)
    expect(months(wall).locator("[aria-current]")).to_have_accessible_name(MONTHS[2])


def test_without_scripts_a_link_leads_to_all_months(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice, java_script_enabled=False)
    page.goto("/user-images/")
    months(page).get_by_role("link", name="Months").click()
    page.get_by_role("link", name="January").click()
    expect(page.locator(".wall > .tile")).to_have_count(20)
