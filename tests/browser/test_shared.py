"""What somebody with a link sees: pages that axe finds nothing on, whose pictures load, and that keys walk through."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.pages import is_loaded
from tests.browser.studio import Studio
from tests.image_projects.scene import make_project
from tests.stories.scene import make_story
from webapp.extensions import db
from webapp.models import Story, User
from webapp.sharing.links import Shared, Terms, make_link

PASSWORD = "open sesame"


def link_to(thing: Shared) -> str:
    return f"/s/{make_link(thing, Terms(shows='recipe', password=PASSWORD, allows_download=True))}/"


def open_up(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open").click()


def test_a_project(studio: Studio, open_page: OpenPage, alice: User) -> None:
    images = studio.hang(alice, 3, title="Quay")
    with studio.app.app_context():
        path = link_to(make_project(alice, tuple(image.id for image in images)))
    page = open_page()
    open_up(page, path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour walk")
    assert [is_loaded(picture) for picture in page.locator(".wall img").all()] == [True] * 3
    assert violations(page, "pages/shared-project") == []
    page.locator(".wall > .tile > a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quay")
    assert is_loaded(page.locator(".canvas img"))
    assert violations(page, "pages/shared-project-picture") == []
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{path}project/")


def test_a_story(studio: Studio, open_page: OpenPage, alice: User) -> None:
    images = studio.hang(alice, 3)
    with studio.app.app_context():
        story_id = make_story(alice, image_ids=[image.id for image in images])
        path = link_to(db.session.get_one(Story, story_id))
    page = open_page()
    open_up(page, path)
    assert violations(page, "pages/shared-story") == []
    for number in (1, 2):
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(f"{path}story/{number}/")
        page.wait_for_load_state()
    assert is_loaded(page.locator(".canvas img"))
    assert violations(page, "pages/shared-story-page") == []
