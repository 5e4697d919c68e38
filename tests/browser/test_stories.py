"""A story is written, put in order by keyboard and by drag, and read by turning its pages, here and in its folder."""

import io
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.stories.scene import make_story
from webapp.models import User


def write(page: Page, words: str) -> None:
    """Adds a page with these words and the newest picture, and comes back to the desk."""
    page.get_by_role("button", name="Add a page").click()
    page.get_by_label("Text").fill(words)
    page.locator(".look:has(img) input").first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(words)).to_be_visible()


def test_a_story_is_written_and_read(studio: Studio, open_page: OpenPage, alice: User) -> None:
    studio.hang(alice, 3)
    page = open_page(alice)
    page.goto("/stories/")
    page.get_by_role("link", name="Write a story").first.click()
    page.get_by_label("Title").fill("The lamp that walked")
    page.get_by_label("Who has the link").check()
    page.get_by_role("button", name="Begin").click()
    for words in ("It woke up.", "It walked."):
        write(page, words)
    items = page.locator("[data-reorder] li")
    expect(items).to_have_count(3)
    up = items.nth(2).get_by_role("button", name="Move this page up")
    up.press("Enter")
    expect(items.nth(1)).to_contain_text("It walked.")
    expect(page.locator("form[data-reorder=kept]")).to_be_visible()
    page.reload()
    expect(items.nth(1)).to_contain_text("It walked.")
    items.nth(0).drag_to(items.nth(2), target_position={"x": 20, "y": 60})
    expect(items.nth(2)).to_contain_text("No words yet")
    expect(page.locator("form[data-reorder=kept]")).to_be_visible()
    page.get_by_role("link", name="Read it").click()
    story_url = page.url
    guest = open_page()
    guest.goto(story_url)
    guest.keyboard.press("ArrowRight")
    expect(guest.get_by_text("It walked.")).to_be_visible()
    expect(guest.get_by_text("1 of 3")).to_be_visible()
    guest.keyboard.press("ArrowRight")
    expect(guest.get_by_text("It woke up.")).to_be_visible()
    guest.keyboard.press("ArrowLeft")
    expect(guest.get_by_text("1 of 3")).to_be_visible()


def test_axe_finds_nothing_on_pages_of_stories(studio: Studio, open_page: OpenPage, alice: User) -> None:
    pictures = studio.hang(alice, 3)
    with studio.app.app_context():
        ids = [picture.id for picture in pictures]
        story_id = make_story(alice, description="How a lamp went to the sea.", image_ids=ids)
    page = open_page(alice)
    paths = {"shelf": "", "new": "new/", "cover": f"{story_id}/", "read": f"{story_id}/2/", "edit": f"{story_id}/edit/"}
    for name, path in {**paths, "delete": f"{story_id}/delete/"}.items():
        page.goto(f"/stories/{path}")
        assert violations(page, f"pages/story-{name}") == []
    page.goto(f"/stories/{story_id}/edit/")
    page.get_by_role("link", name="Page 2").click()
    expect(page.get_by_label("Text")).to_be_visible()
    assert violations(page, "pages/story-page") == []


def test_pictures_keep_their_shape_in_the_folder(
    studio: Studio, open_page: OpenPage, alice: User, tmp_path: Path
) -> None:
    """Tall ones too, in a low window; and it opens from a disk."""
    pictures = studio.hang(alice, 5)
    with studio.app.app_context():
        story_id = make_story(alice, image_ids=[pictures[number].id for number in (4, 3, 1)])
    page = open_page(alice, viewport={"width": 900, "height": 120})
    data = page.request.get(f"/stories/{story_id}/story.zip").body()
    zipfile.ZipFile(io.BytesIO(data)).extractall(tmp_path)
    page.goto(next(tmp_path.rglob("index.html")).as_uri())
    shapes = page.locator("img").evaluate_all(
        "all => all.map(each => each.naturalWidth / each.naturalHeight / (each.clientWidth / each.clientHeight))"
    )
    assert len(shapes) == 4
    assert all(0.98 < shape < 1.02 for shape in shapes)
