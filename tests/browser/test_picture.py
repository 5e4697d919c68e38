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
