"""A picture's page by keyboard, and a link of it from making to seeing."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import update

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.image_projects.scene import make_project
from webapp.cards import PAGE_SIZE
from webapp.database import writing
from webapp.models import Image, User


def test_numbers_rate(studio: Studio, open_page: OpenPage, alice: User) -> None:
    (made,) = studio.hang(alice, 1)
    page = open_page(alice)
    page.goto(f"/images/{made.id}/")
    page.wait_for_load_state()
    page.keyboard.press("4")
    stars = page.get_by_role("group", name="Rating")
    expect(stars.get_by_role("button", pressed=True)).to_have_accessible_name("4 stars")
    page.keyboard.press("0")
    expect(stars.get_by_role("button", pressed=True)).to_have_count(0)


def test_a_link_with_a_password(studio: Studio, open_page: OpenPage, alice: User) -> None:
    (made,) = studio.hang(alice, 1, title="Harbour", caption="At the quay", alt_text="Boats")
    page = open_page(alice)
    page.goto(f"/images/{made.id}/")
    expect(page.locator("#similar")).to_contain_text("None found yet")
    assert violations(page, "pages/picture-own") == []
    page.goto(f"/images/{made.id}/share/")
    page.get_by_label("Password").fill("open sesame")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Send this link").input_value()
    assert violations(page, "pages/share") == []
    guest = open_page()
    guest.goto(link[link.index("/s/") :])
    assert violations(guest, "pages/shared-locked") == []
    guest.get_by_label("Password").fill("open sesame")
    guest.get_by_role("button", name="Open").click()
    expect(guest.get_by_role("heading", name="Harbour")).to_be_visible()
    expect(guest.get_by_role("img", name="Boats")).to_be_visible()
    assert violations(guest, "pages/shared") == []
    guest.goto(f"/images/{made.id}/")
    expect(guest.get_by_text("Nothing here")).to_be_visible()


def test_arrows_stay_on_the_wall_one_came_from(studio: Studio, open_page: OpenPage, alice: User) -> None:
    liked = studio.hang(alice, 1, rating=5) + studio.hang(alice, 2) + studio.hang(alice, 2, rating=4)
    oldest, newest = liked[0], liked[-1]
    page = open_page(alice)
    page.goto("/user-images/?rating=4")
    page.locator(".wall > .tile > a").nth(1).click()
    page.wait_for_load_state()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"/images/{oldest.id}/")
    expect(page.get_by_role("link", name="Older picture")).to_be_hidden()
    page.wait_for_load_state()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(f"/images/{liked[-2].id}/")
    page.wait_for_load_state()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(f"/images/{newest.id}/")
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    expect(page).to_have_url("/user-images/?rating=4")


def step(page: Page, key: str, to: Image) -> None:
    page.wait_for_load_state()
    page.keyboard.press(key)
    expect(page).to_have_url(f"/images/{to.id}/")


def open_picture(page: Page, number: int) -> None:
    """Opens a picture of a wall without scrolling there, which would bring more of the wall."""
    page.locator(".wall > .tile > a").nth(number).evaluate("link => link.click()")
    page.wait_for_url("**/images/*/")


@pytest.fixture
def rated(studio: Studio, alice: User) -> list[Image]:
    """The newest first; others hang between them."""
    made = [(studio.hang(alice, 1, rating=4)[0], studio.hang(alice, 1)) for _ in range(PAGE_SIZE + 3)]
    return [each for each, _ in made][::-1]


def test_arrows_go_on_where_what_came_of_the_wall_ends(open_page: OpenPage, alice: User, rated: list[Image]) -> None:
    page = open_page(alice)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/user-images/?rating=4")
    open_picture(page, PAGE_SIZE - 4)
    for image in rated[PAGE_SIZE - 3 :]:
        step(page, "ArrowRight", image)
    expect(page.get_by_role("link", name="Older picture")).to_be_hidden()
    assert len([url for url in asked if "before=" in url]) == 1
    step(page, "ArrowLeft", rated[-2])
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    expect(page).to_have_url("/user-images/?rating=4")
    expect(page.locator(".wall > .tile")).to_have_count(PAGE_SIZE + 3)
    expect(page.locator(f".tile > a[href='/images/{rated[-2].id}/']")).to_be_in_viewport()


def test_an_arrow_waits_for_what_comes_next(open_page: OpenPage, alice: User, rated: list[Image]) -> None:
    page = open_page(alice)
    page.goto("/user-images/?rating=4")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile("before="), hold)
    open_picture(page, PAGE_SIZE - 1)
    page.wait_for_load_state()
    expect(page.get_by_role("link", name="Older picture")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    for route in held:
        route.fallback()
    expect(page).to_have_url(f"/images/{rated[PAGE_SIZE].id}/")


def test_arrows_cross_pages_with_numbers_both_ways(
    studio: Studio, open_page: OpenPage, alice: User, rated: list[Image]
) -> None:
    with studio.app.app_context(), writing() as session:
        session.execute(update(User).where(User.id == alice.id).values(has_pages=True))
    page = open_page(alice)
    page.goto("/user-images/?rating=4")
    page.get_by_role("link", name="Older").click()
    open_picture(page, 0)
    step(page, "ArrowLeft", rated[PAGE_SIZE - 1])
    step(page, "ArrowRight", rated[PAGE_SIZE])
    page.goto("/user-images/?rating=4")
    open_picture(page, PAGE_SIZE - 1)
    step(page, "ArrowRight", rated[PAGE_SIZE])


def test_arrows_keep_to_the_order_of_a_project(studio: Studio, open_page: OpenPage, alice: User) -> None:
    oldest, _, newest = studio.hang(alice, 3)
    with studio.app.app_context():
        project_id = make_project(alice, (oldest.id, newest.id)).id
    page = open_page(alice)
    page.goto(f"/projects/{project_id}/gallery/")
    open_picture(page, 0)
    expect(page.get_by_role("link", name="Newer picture")).to_be_hidden()
    step(page, "ArrowRight", newest)
    expect(page.get_by_role("link", name="Older picture")).to_be_hidden()
    step(page, "ArrowLeft", oldest)


def test_what_is_said_of_it_leads_to_where_it_is_changed(studio: Studio, open_page: OpenPage, alice: User) -> None:
    (made,) = studio.hang(alice, 1, alt_text="Boats")
    page = open_page(alice)
    page.goto(f"/images/{made.id}/")
    page.locator("section", has=page.get_by_role("heading", name="Who may see it")).get_by_text("Change").click()
    expect(page.get_by_text("Public: everyone, on the gallery wall.")).to_be_in_viewport()
