"""The mask is painted with mouse, touch and keys; the frame is drawn outwards; what is sent is what was painted."""

import base64
import io
import re

from PIL import Image as Pixels
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User

READ_FILE = """async () => {
  const [file] = document.getElementById("mask").files;
  if (!file) return "";
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


def open_editor(page: Page, studio: Studio, owner: User, operation: str = "erase") -> Locator:
    (image,) = studio.hang(owner, 1)
    page.goto(f"/edit/{image.id}/?operation={operation}")
    part = page.locator("#framer" if operation == "outpaint" else "#mask-editor")
    expect(part).to_have_attribute("data-ready", "true")
    return part


def painted(page: Page) -> Pixels.Image | None:
    """Returns the mask that the form would send."""
    data = page.evaluate(READ_FILE)
    return Pixels.open(io.BytesIO(base64.b64decode(data))).convert("L") if data else None


def is_painted(page: Page, x: float, y: float) -> bool:
    """Tells whether the mask is white at a share of its width and height."""
    mask = painted(page)
    return mask is not None and mask.getpixel((int(mask.width * x), int(mask.height * y))) == 255


def drag(page: Page, on: Locator, *places: tuple[float, float]) -> None:
    """Moves the pressed mouse over places, given as shares of the element's width and height."""
    on.scroll_into_view_if_needed()
    box = on.bounding_box()
    assert box
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=6)
    page.mouse.up()


def steps(editor: Locator, number: int) -> None:
    """Waits until the form holds the mask after so many steps."""
    expect(editor).to_have_attribute("data-steps", str(number))


def test_a_mouse_paints_and_the_form_takes_it_along(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    drag(page, editor.locator("canvas"), (0.2, 0.5), (0.4, 0.5))
    steps(editor, 1)
    assert is_painted(page, 0.3, 0.5)
    assert not is_painted(page, 0.8, 0.5)


def test_every_step_is_taken_back_and_done_again(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    canvas = editor.locator("canvas")
    drag(page, canvas, (0.2, 0.2), (0.3, 0.2))
    steps(editor, 1)
    drag(page, canvas, (0.7, 0.8), (0.8, 0.8))
    steps(editor, 2)
    page.keyboard.press("Control+z")
    steps(editor, 1)
    assert is_painted(page, 0.25, 0.2)
    assert not is_painted(page, 0.75, 0.8)
    editor.get_by_role("button", name="Redo").click()
    steps(editor, 2)
    assert is_painted(page, 0.75, 0.8)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    steps(editor, 0)
    assert painted(page) is None


def test_rectangle_lasso_eraser_and_invert(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    canvas = editor.locator("canvas")
    editor.get_by_role("button", name="Rectangle").click()
    drag(page, canvas, (0.1, 0.1), (0.5, 0.9))
    steps(editor, 1)
    assert is_painted(page, 0.15, 0.85)
    editor.get_by_role("button", name="Eraser").click()
    drag(page, canvas, (0.3, 0.5), (0.31, 0.5))
    steps(editor, 2)
    assert not is_painted(page, 0.3, 0.5)
    editor.get_by_role("button", name="Lasso").click()
    drag(page, canvas, (0.7, 0.2), (0.95, 0.5), (0.7, 0.8))
    steps(editor, 3)
    assert is_painted(page, 0.75, 0.5)
    editor.get_by_role("button", name="Invert").click()
    steps(editor, 4)
    assert not is_painted(page, 0.75, 0.5)
    assert is_painted(page, 0.98, 0.05)


def test_a_finger_paints(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice, has_touch=True, viewport={"width": 390, "height": 844})
    editor = open_editor(page, studio, alice)
    canvas = editor.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    steps(editor, 1)
    assert is_painted(page, 0.5, 0.5)


def test_keys_paint_and_change_the_brush(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    size = editor.get_by_label("Size")
    before = float(size.input_value())
    editor.locator("canvas").focus()
    page.keyboard.press("]")
    assert float(size.input_value()) == before + 10
    page.keyboard.press("Enter")
    steps(editor, 1)
    assert is_painted(page, 0.5, 0.5)


def test_closer_it_still_paints_where_the_mouse_is(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    for _ in range(3):
        editor.get_by_role("button", name="Closer").click()
    frame = editor.locator(".easel-frame")
    drag(page, frame, (0.5, 0.5), (0.5, 0.51))
    steps(editor, 1)
    assert is_painted(page, 0.5, 0.5)


def test_the_mask_stays_when_another_operation_is_chosen(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    drag(page, editor.locator("canvas"), (0.2, 0.5), (0.4, 0.5))
    steps(editor, 1)
    page.reload()
    steps(editor, 1)
    assert is_painted(page, 0.3, 0.5)


def test_the_frame_is_drawn_outwards(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    framer = open_editor(page, studio, alice, "outpaint")
    drag(page, framer.get_by_role("button", name="Right border"), (0.5, 0.5), (2.5, 0.5))
    right = page.locator("[name='set-right']")
    expect(right).not_to_have_value("0")
    grown = int(right.input_value())
    expect(framer.locator("output")).to_have_text(re.compile(rf"^{1216 + grown} × 810 pixels$"))
    framer.get_by_role("button", name="1:1").click()
    expect(framer.locator("output")).to_have_text("1216 × 1216 pixels")
    framer.get_by_role("button", name="Top border").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name='set-up']")).to_have_value(str(203 + 16))


def test_a_kept_mask_is_laid_down_again(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    editor = open_editor(page, studio, alice)
    drag(page, editor.locator("canvas"), (0.2, 0.5), (0.4, 0.5))
    steps(editor, 1)
    page.get_by_text("Masks you kept").click()
    page.get_by_label("Keep this mask as").fill("The middle")
    page.locator(".make").click()
    expect(page.locator("#outcomes .request")).to_have_count(1)
    editor = open_editor(page, studio, alice)
    page.get_by_text("Masks you kept").click()
    page.get_by_label("A mask you kept").select_option("The middle")
    steps(editor, 1)
    assert is_painted(page, 0.3, 0.5)
