"""A picture's page by keyboard, and a link of it from making to seeing."""

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User


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


def test_what_is_said_of_it_leads_to_where_it_is_changed(studio: Studio, open_page: OpenPage, alice: User) -> None:
    (made,) = studio.hang(alice, 1, alt_text="Boats")
    page = open_page(alice)
    page.goto(f"/images/{made.id}/")
    page.locator("section", has=page.get_by_role("heading", name="Who may see it")).get_by_text("Change").click()
    expect(page.get_by_text("Public: everyone, on the gallery wall.")).to_be_in_viewport()
