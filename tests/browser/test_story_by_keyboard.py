"""The whole story with the keyboard alone: every step reachable by Tab, visible, and not hidden behind anything."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.pages import made_tiles, shot
from tests.browser.studio import Studio

PASSWORD = "a lamp by the window"
MOST_TABS = 90

# What the focus is on: whether a ring is drawn there or on its label, and whether a person can see the place.
FOCUS = """() => {
  const at = document.activeElement;
  const label = at.closest("label");
  const shown = [at, label, ...(label?.children ?? []), at.nextElementSibling].filter(Boolean);
  const hasRing = (node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5 || style.boxShadow !== "none";
  };
  const box = (label ?? at).getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
  return {
    what: at.outerHTML.slice(0, 160),
    hasRing: at.matches(":focus-visible") && shown.some(hasRing),
    isUncovered: Boolean(top && (at.contains(top) || top.contains(at) || label?.contains(top))),
  };
}"""


def test_the_story_by_keyboard(fresh_studio: Studio, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(fresh_studio).new_page()
    set_up(page)
    ask(page)
    picture = make_public(page)
    back_to_the_wall(page, picture)
    sign_out(page)


def set_up(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Mara")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/generate/")


def ask(page: Page) -> None:
    """Skips to the page, describes, chooses a shape with the arrows, and sends with Ctrl+Enter."""
    # Chromium takes the focus to a fragment once more as a page ends loading.
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, page.get_by_label("Describe the picture"))
    page.keyboard.type("a castle on a hill under the aurora")
    tab_to(page, page.locator("[name=shape]:checked"))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[name=shape][value='1:1']")).to_be_checked()
    tab_to(page, page.get_by_label("Pictures", exact=True))
    page.keyboard.press("Home")
    expect(page.locator(".make")).to_have_text("Make 1 picture")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#now .request")).to_have_count(1)
    expect(made_tiles(page)).to_have_count(1, timeout=30_000)


def make_public(page: Page) -> str:
    tab_to(page, made_tiles(page).locator("> a"))
    shot(page, "keyboard/1-tile")
    page.keyboard.press("Enter")
    expect(page.locator(".canvas img")).to_be_visible()
    tab_to(page, page.get_by_text("Title, sharing and alt text"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("[name=visibility]:checked"))
    shot(page, "keyboard/2-visibility")
    for _ in ("unlisted", "public"):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Public", exact=True)).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    return page.url


def back_to_the_wall(page: Page, picture: str) -> None:
    """Back to the tile with Escape, opens its menu and closes it, and finds the picture in the gallery."""
    page.keyboard.press("Escape")
    expect(page).to_have_url("/generate/")
    expect(made_tiles(page).locator("> a")).to_be_focused()
    tab_to(page, page.get_by_label("More for this picture"))
    page.keyboard.press("Enter")
    expect(page.locator(".tile .popover")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tile .popover")).to_be_hidden()
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Gallery", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/gallery/")
    tab_to(page, page.locator(".wall > .tile > a"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(picture)


def sign_out(page: Page) -> None:
    tab_to(page, page.get_by_label("Your account"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Sign out"))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/sign-in/")


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until `wanted` has the focus, and looks at every place on the way as a person would."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue
        focus = page.evaluate(FOCUS)
        assert focus["hasRing"], f"no ring: {focus['what']}"
        assert focus["isUncovered"], f"hidden behind something: {focus['what']}"
        if wanted.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"Tab never came to {wanted}")
