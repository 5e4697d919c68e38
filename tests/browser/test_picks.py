"""Many pictures at once, by keyboard and by mouse: chosen, acted on, taken back; and two of them compared."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import Image, User
from webapp.models.columns import utc_now

PICKS = ".wall .pick"


@pytest.fixture
def pictures(studio: Studio, alice: User) -> list[Image]:
    """Alice's pictures, the newest first as on her wall."""
    return studio.hang(alice, 6)[::-1]


@pytest.fixture
def wall(open_page: OpenPage, alice: User, pictures: list[Image]) -> Page:
    page = open_page(alice)
    page.goto("/user-images/")
    expect(page.locator("#picks [data-count]")).to_have_text("0 chosen")
    return page


def chosen(page: Page) -> list[bool]:
    picked: list[bool] = page.locator(PICKS).evaluate_all("boxes => boxes.map(box => box.checked)")
    return picked


def test_chosen_by_keyboard_trashed_and_taken_back(wall: Page, pictures: list[Image]) -> None:
    bar = wall.locator("#picks")
    expect(bar).to_be_hidden()
    wall.locator(".wall > .tile > a").nth(1).focus()
    wall.keyboard.press("x")
    expect(bar).to_be_visible()
    wall.keyboard.press("Shift+ArrowRight")
    wall.keyboard.press("Shift+ArrowRight")
    expect(bar.locator("[data-count]")).to_have_text("3 chosen")
    assert chosen(wall) == [False, True, True, True, False, False]
    bar.get_by_role("button", name="Trash").click()
    expect(wall.get_by_text("3 pictures in the trash.")).to_be_visible()
    expect(wall.locator(PICKS)).to_have_count(3)
    wall.get_by_role("button", name="Undo").click()
    expect(wall.get_by_text("3 pictures back on your wall.")).to_be_visible()
    expect(wall.locator(PICKS)).to_have_count(6)


def test_the_trash_says_what_to_do_with_the_chosen_ones_and_has_room_on_phones(
    studio: Studio, open_page: OpenPage, alice: User
) -> None:
    studio.hang(alice, 2, deleted_at=utc_now(), title="Lighthouse on the cliff")
    page = open_page(alice, viewport={"width": 390, "height": 844})
    page.goto("/user-images/trash/")
    words = page.get_by_role("listitem").get_by_text("Lighthouse on the cliff", exact=True).first.bounding_box()
    assert words is not None
    assert words["width"] > 120
    restore = page.get_by_role("button", name="Restore the chosen ones")
    expect(restore).to_be_hidden()
    page.get_by_role("checkbox").first.check()
    restore.click()
    expect(page.get_by_role("checkbox")).to_have_count(1)


def test_shift_takes_a_range_and_escape_lets_go(wall: Page) -> None:
    wall.locator(PICKS).nth(1).check()
    wall.locator(PICKS).nth(4).click(modifiers=["Shift"])
    assert chosen(wall) == [False, True, True, True, True, False]
    wall.keyboard.press("Escape")
    expect(wall.locator("#picks")).to_be_hidden()
    assert not any(chosen(wall))


def test_enter_in_the_tags_adds_them_and_does_nothing_else(wall: Page) -> None:
    wall.locator(PICKS).nth(2).focus()
    wall.keyboard.press("Enter")
    assert chosen(wall) == [False, False, True, False, False, False]
    wall.locator("#picks").get_by_text("More").click()
    wall.get_by_label("Tags").fill("harbour")
    wall.keyboard.press("Enter")
    expect(wall.get_by_text("1 picture tagged.")).to_be_visible()
    expect(wall.locator('.heart[aria-pressed="true"]')).to_have_count(0)


def test_all_that_match_are_seen_to_be_chosen(wall: Page) -> None:
    wall.locator(PICKS).nth(0).check()
    wall.get_by_label("All that match").check()
    expect(wall.locator("#picks [data-count]")).to_have_text("All chosen")
    outlines = wall.locator(".wall > .tile").evaluate_all(
        "tiles => tiles.map(tile => getComputedStyle(tile).outlineStyle)"
    )
    assert outlines == ["solid"] * 6


def test_the_bar_and_all_it_offers_are_for_everyone(wall: Page) -> None:
    wall.locator(PICKS).nth(0).check()
    wall.locator("#picks").get_by_text("More").click()
    expect(wall.get_by_label("Who may see them")).to_be_visible()
    assert violations(wall, "pages/picks") == []


def test_two_are_compared_with_a_handle_between(wall: Page) -> None:
    compare = wall.locator("#picks").get_by_role("button", name="Compare")
    wall.locator(PICKS).nth(0).check()
    expect(compare).to_be_disabled()
    wall.locator(PICKS).nth(3).check()
    compare.click()
    expect(wall.locator(".compare figure")).to_have_count(2)
    wall.get_by_label("One over the other").check()
    handle = wall.get_by_label("How much of the first")
    handle.focus()
    wall.keyboard.press("End")
    stage = wall.locator(".compare")
    assert stage.evaluate("stage => stage.style.getPropertyValue('--cut')") == "100%"
    wall.get_by_label("Closer").fill("3")
    assert stage.evaluate("stage => getComputedStyle(stage.querySelector('img')).scale") == "3"
