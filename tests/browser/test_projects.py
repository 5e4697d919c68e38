"""A project in the browser: seen by a guest at every width in both themes, and arranged by keyboard and by hand."""

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.image_projects.scene import make_project
from webapp.models import Image, User

PLACES = "tiles => tiles.map(tile => tile.id.slice(2))"
TILES = "[data-picture]"


@pytest.fixture
def pictures(studio: Studio, alice: User) -> list[Image]:
    return studio.hang(alice, 9)


@pytest.fixture
def project(studio: Studio, alice: User, pictures: list[Image]) -> tuple[UUID, str]:
    """A published project with nine pictures and one inside: its id, and the name in its address."""
    ids = tuple(image.id for image in pictures)
    with studio.app.app_context():
        made = make_project(
            alice, ids, visibility="public", is_featured=True, description="Boats, gulls and the smell of tar."
        )
        make_project(alice, ids[3:5], visibility="public", name="The far mole", parent_id=made.id)
        return made.id, made.slug


def test_a_guest_looks_at_it(
    open_page: OpenPage, admin: User, project: tuple[UUID, str], pictures: list[Image]
) -> None:
    page = open_page()
    page.goto("/projects/")
    page.get_by_role("link", name="Harbour walk").first.click()
    expect(page.get_by_role("heading", name="Harbour walk", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="The far mole")).to_be_visible()
    expect(page.locator(".wall > .tile")).to_have_count(len(pictures))
    assert violations(page, "pages/project-guest") == []
    page.locator(".wall > .tile > a").first.click()
    expect(page.locator(".canvas img")).to_be_visible()


def test_it_is_arranged_by_touch(
    open_page: OpenPage, alice: User, project: tuple[UUID, str], pictures: list[Image]
) -> None:
    page = open_page(alice, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"/image-projects/{project[0]}/")
    names = [str(image.id) for image in pictures]
    for place in (1, 4):
        page.locator(TILES).nth(place).get_by_label("Arrange this picture").tap()
        page.get_by_role("button", name="Move to the start").locator("visible=true").tap()
        expect(page.locator("#announcer")).to_have_text("Moved to place 1.")
        names.insert(0, names.pop(place))
        expect(page.locator(TILES).first).to_have_id(f"p-{names[0]}")
    assert order(page) == names


def order(page: Page) -> list[str]:
    places: list[str] = page.locator(TILES).evaluate_all(PLACES)
    return places


def test_it_is_arranged_by_keyboard_and_by_hand(
    open_page: OpenPage, alice: User, project: tuple[UUID, str], pictures: list[Image]
) -> None:
    page = open_page(alice)
    page.goto(f"/image-projects/{project[0]}/")
    names = [str(image.id) for image in pictures]
    menu = page.locator(TILES).nth(1).get_by_label("Arrange this picture")
    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Move later").locator("visible=true").press("Enter")
    expect(page.locator("#announcer")).to_have_text("Moved to place 3.")
    names.insert(2, names.pop(1))
    assert order(page) == names
    expect(page.locator(f"#p-{names[2]} summary")).to_be_focused()
    with page.expect_response("**/move/"):
        page.locator(TILES).nth(4).drag_to(page.locator(TILES).first, target_position={"x": 8, "y": 40})
    expect(page.locator("#announcer")).to_have_text("Moved to place 1.")
    names.insert(0, names.pop(4))
    assert order(page) == names
    page.goto(f"/image-projects/{project[0]}/")
    assert order(page) == names
    assert violations(page, "pages/project") == []
    for name, path in (("pictures", "project-choose"), ("members", "project-members"), ("edit", "project-edit")):
        page.goto(f"/image-projects/{project[0]}/{name}/")
        assert violations(page, f"pages/{path}") == []
