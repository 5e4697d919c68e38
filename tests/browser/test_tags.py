"""Tags by keyboard: typed, completed, drafted, taken away, without leaving the picture's page."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User


def test_tags_are_added_and_taken_away_by_keyboard(studio: Studio, open_page: OpenPage, alice: User) -> None:
    first, second = studio.hang(alice, 2, prompt="harbour cranes")
    page = open_page(alice)
    page.goto(f"/images/{first.id}/")
    field, tags = page.get_by_label("Add tags"), page.get_by_role("list", name="Tags")
    field.fill("Quayside, Tram")
    field.press("Enter")
    expect(tags.get_by_role("link")).to_have_text(["Quayside", "Tram"])
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(page.locator("#announcer")).to_have_text("Added: Quayside, Tram.")
    page.get_by_role("button", name="Add harbour").press("Enter")
    expect(tags.get_by_role("link")).to_have_count(3)
    page.get_by_role("button", name="Take away Tram").press("Enter")
    expect(tags.get_by_role("link")).to_have_text(["harbour", "Quayside"])
    page.goto(f"/images/{second.id}/")
    field.press_sequentially("moon, quay")
    expect(page.locator("#tag-options option")).to_have_attribute("value", "moon, Quayside")
    field.fill("x" * 70)
    field.press("Enter")
    expect(page.locator("#picture-tags .error")).to_contain_text("too long")
    expect(field).to_have_value("x" * 70)
