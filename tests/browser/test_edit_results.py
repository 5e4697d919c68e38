"""Pictures are changed from beginning to end, by mouse and by finger, and looked at before and after."""

import io
import re
from uuid import UUID

import pytest
from PIL import Image as Pixels
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.browser.test_edit import drag, is_painted, open_editor, steps
from tests.browser.touch import swipe
from webapp.extensions import db
from webapp.media import storage
from webapp.models import ChainRun, Image, User

PHONE = {"has_touch": True, "viewport": {"width": 390, "height": 844}}
MADE_MS = 60_000
# A hand is this slow from the end of a stroke to a button; Chromium takes no earlier tap for one.
HAND_MS = 400

pytestmark = pytest.mark.timeout(180)


def outcome(page: Page) -> Locator:
    """Waits for the newest result beside what was before."""
    page.locator(".make").click()
    shown = page.locator("#outcomes .outcome").first
    expect(shown).to_be_visible(timeout=MADE_MS)
    return shown


def cut_of(shown: Locator) -> float:
    """Returns where the handle stands, in percent."""
    text = shown.locator(".compare").evaluate("stage => stage.style.getPropertyValue('--cut')")
    return float(str(text).removesuffix("%"))


def files(studio: Studio, owner: User) -> list[Pixels.Image]:
    """Returns the person's pictures, the oldest first."""
    with studio.app.app_context():
        images = db.session.scalars(select(Image).where(Image.owner_id == owner.id).order_by(Image.id)).all()
        return [_opened(image.file_path) for image in images]


def _opened(key: str) -> Pixels.Image:
    with storage().open(key) as stream:
        return Pixels.open(io.BytesIO(stream.read())).convert("RGB")


def test_something_is_erased_compared_and_kept(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    drag(page, editor.locator("canvas"), (0.4, 0.5), (0.6, 0.5))
    steps(editor, 1)
    shown = outcome(page)
    assert cut_of(shown) == 50
    drag(page, shown.locator(".tile").first, (0.5, 0.5), (0.2, 0.5))
    assert cut_of(shown) == pytest.approx(20, abs=2)
    shown.get_by_label("How much of the picture before").press("End")
    assert cut_of(shown) == 100
    source = page.url
    shown.get_by_role("link", name="Keep it").click()
    page.get_by_role("link", name="Back to the picture before").click()
    expect(page).to_have_url(source.partition("?")[0])
    before, after = files(studio, alice)
    assert before.getpixel((5, 5)) == pytest.approx(after.getpixel((5, 5)), abs=6)


def test_a_finger_erases_takes_back_and_compares(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice, **PHONE)
    editor = open_editor(page, studio, alice)
    canvas = editor.locator("canvas")
    swipe(page, canvas, (0.2, 0.2), (0.4, 0.2))
    steps(editor, 1)
    swipe(page, canvas, (0.6, 0.7), (0.8, 0.7))
    steps(editor, 2)
    page.wait_for_timeout(HAND_MS)
    editor.get_by_role("button", name="Undo").tap()
    steps(editor, 1)
    assert is_painted(page, 0.3, 0.2)
    assert not is_painted(page, 0.7, 0.7)
    shown = outcome(page)
    swipe(page, shown.locator(".tile").first, (0.5, 0.5), (0.75, 0.5))
    assert cut_of(shown) == pytest.approx(75, abs=4)


def test_a_finger_draws_the_frame_outwards(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice, **PHONE)
    framer = open_editor(page, studio, alice, "outpaint")
    swipe(page, framer.get_by_role("button", name="Bottom border"), (0.5, 0.5), (0.5, 1.5))
    down = page.locator("[name='set-down']")
    expect(down).not_to_have_value("0")
    down.fill("40")
    expect(framer.locator("output")).to_have_text("1216 × 850 pixels")
    outcome(page)
    before, after = files(studio, alice)
    assert after.size == (before.width, before.height + 40)


def test_a_picture_becomes_four_times_as_large(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    (image,) = studio.hang(alice, 1)
    page.goto(f"/upscale/{image.id}/?operation=upscale_fast")
    page.get_by_label("Times larger").fill("4")
    outcome(page)
    before, after = files(studio, alice)
    assert after.size == (4 * before.width, 4 * before.height)
    page.goto("/upscale/")
    expect(page.locator(".requests .outcome")).to_have_count(1)


def test_a_chain_is_done_to_three_pictures(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    images = studio.hang(alice, 3)
    page.goto(f"/edit/steps/?ids={','.join(str(image.id) for image in images)}&chain=enlarge-2")
    page.get_by_role("button", name=re.compile("Start|Do")).first.click()
    expect(page).to_have_url(re.compile("/edit/steps/runs/"))
    expect(page.get_by_role("link", name="Before and after")).to_have_count(3, timeout=MADE_MS)
    assert _ends(studio, alice) == {image.id for image in images}
    sizes = [picture.size for picture in files(studio, alice)]
    assert sorted(sizes[3:]) == sorted((2 * width, 2 * height) for width, height in sizes[:3])


def _ends(studio: Studio, owner: User) -> set[UUID]:
    with studio.app.app_context():
        wanted = select(ChainRun.source_image_id).where(ChainRun.owner_id == owner.id, ChainRun.status == "done")
        return set(db.session.scalars(wanted))
