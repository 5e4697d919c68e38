"""A style's life in the browser: forked, edited, its change seen, gone back on."""

from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.extensions import db
from webapp.models import PromptHelper, User


def test_fork_edit_see_the_change_and_go_back(studio: Studio, open_page: OpenPage, alice: User) -> None:
    with studio.app.app_context():
        built_in = db.session.scalars(select(PromptHelper).where(PromptHelper.slug == "watercolour")).one()
        words = built_in.versions[-1].prompt
    page = open_page(alice)
    page.goto(f"/prompt-helpers/{built_in.id}/")
    page.get_by_role("button", name="Fork").first.click()
    expect(page.get_by_label("Words", exact=True)).to_have_value(words)
    page.get_by_label("Name").fill("Wet paper")
    page.get_by_label("Words", exact=True).fill("{promt}, in watercolour")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Write it {prompt}.")).to_be_visible()
    assert violations(page, "pages/style-errors") == []
    page.get_by_label("Words", exact=True).fill(f"{words}, very wet paper")
    page.get_by_label("What changed").fill("More water")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Wet paper", level=1)).to_be_visible()
    assert violations(page, "pages/style") == []
    page.get_by_role("link", name="Whole history").click()
    expect(page.locator("ol ins")).to_contain_text("very wet paper")
    expect(page.get_by_text("More water")).to_be_visible()
    assert violations(page, "pages/style-history") == []
    page.get_by_role("link", name="Look at v1").click()
    expect(page.get_by_role("heading", name="Wet paper, v1")).to_be_visible()
    assert violations(page, "pages/style-version") == []
    page.get_by_role("button", name="Go back to these words").click()
    expect(page.get_by_text("Back to v1, as v3.")).to_be_visible()
    expect(page.locator(".prompt").first).to_have_text(words)


def test_the_settings_follow_the_chosen_engine(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/prompt-helpers/new/")
    page.get_by_text("Settings it brings along").click()
    page.get_by_label("Steps").fill("12")
    with page.expect_response("**/prompt-helpers/recipe/"):
        page.get_by_label("Engine").select_option("paced")
    expect(page.get_by_label("Engine")).to_have_value("paced")
    expect(page.get_by_label("Steps")).to_have_value("12")
    page.get_by_text("In stories").click()
    assert violations(page, "pages/style-new") == []
