"""A theme is starred, found first in Create, and used."""

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.pages import made_tiles
from tests.browser.studio import Studio
from tests.theme_helpers.scene import make_theme
from webapp.models import User


def test_a_starred_theme_comes_first_and_is_used(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/theme-helpers/")
    page.get_by_label("Search").fill("beetle")
    star = page.get_by_role("button", name="Favourite: Under the leaves")
    expect(page.locator(".world")).to_have_count(1)
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto("/generate/")
    page.locator("#themes > summary").click()
    themes = page.locator("#theme-looks .look")
    expect(themes.nth(1)).to_contain_text("Under the leaves")
    page.get_by_label("Find a theme").fill("beetle")
    expect(themes).to_have_count(2)
    themes.nth(1).locator("input").check()
    suited = page.locator("#suited .look", has_text="Storybook")
    suited.locator("input").check()
    page.get_by_label("Describe the picture").fill("a snail with a lantern")
    page.get_by_label("Pictures", exact=True).select_option("1")
    page.get_by_label("Engine", exact=True).select_option("paced")
    expect(page.get_by_text("Gradients, at the pace of a test.")).to_be_visible()
    expect(themes.locator("input[value='under-the-leaves']")).to_be_checked()
    page.locator(".make").click()
    expect(made_tiles(page)).to_have_count(1)
    made_tiles(page).locator("> a").click()
    expect(page.get_by_role("link", name="Under the leaves")).to_be_visible()
    expect(page.locator("main")).to_contain_text("at ground level under the leaves")
    expect(page.locator("main")).to_contain_text("Storybook")


def test_axe_finds_nothing_on_pages_of_themes(studio: Studio, open_page: OpenPage, alice: User) -> None:
    with studio.app.app_context():
        mine = make_theme(alice, tags="salt", palette=["#ffccdd", "#223344"]).id
    page = open_page(alice)
    paths = {"list": "", "show": f"{mine}/", "edit": f"{mine}/edit/", "delete": f"{mine}/delete/", "none": "?q=zzz"}
    for name, path in paths.items():
        page.goto(f"/theme-helpers/{path}")
        assert violations(page, f"pages/theme-{name}") == []
    page.goto("/generate/?theme=paper-theatre")
    expect(page.get_by_text("Styles that suit this theme")).to_be_visible()
    assert violations(page, "pages/create-with-theme") == []
