"""What tests do on pages again and again."""

import os

from playwright.sync_api import Locator, Page, expect

from tests.runtime.processes import ROOT

SHOTS = ROOT / ".screenshots"
KEEPS_SHOTS = "SHOTS" in os.environ

# Notes where each tile of "Now" stands in every frame, as long as the page lives.
WATCH_TILES = """() => {
  window.layouts = new Set();
  const look = () => {
    const tiles = [...document.querySelectorAll("#now .made > li")];
    if (tiles.length) window.layouts.add(JSON.stringify(tiles.map((tile) => {
      const box = tile.getBoundingClientRect();
      return [box.x, box.y + window.scrollY, box.width, box.height].map(Math.round);
    })));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""

# Notes the address of every preview that a tile has shown.
WATCH_PREVIEWS = """() => {
  window.previews = new Set();
  setInterval(() => {
    for (const img of document.querySelectorAll(".pending.drawing img")) {
      if (img.complete && img.naturalWidth) window.previews.add(img.src);
    }
  }, 20);
}"""


def shot(page: Page, name: str) -> None:
    """Keeps a picture of the page for people to look at, where they ask for it: `SHOTS=1 make test`."""
    if not KEEPS_SHOTS:
        return
    path = SHOTS / f"{name}.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, type="jpeg", quality=80)


def ask(page: Page, prompt: str, pictures: int = 1, engine: str = "") -> None:
    """Fills the composer and sends it off."""
    if engine:
        page.get_by_label("Engine", exact=True).select_option(engine)
        expect(page.get_by_label("Engine", exact=True)).to_have_value(engine)
    page.get_by_label("Describe the picture").fill(prompt)
    page.get_by_label("Pictures", exact=True).select_option(str(pictures))
    page.locator(".make").click()


def made_tiles(page: Page) -> Locator:
    """The tiles of "Now" that hold a picture."""
    return page.locator("#now .made > .tile:not(.pending)")


def is_loaded(picture: Locator) -> bool:
    """Tells whether a picture's bytes have come and could be read."""
    return bool(picture.evaluate("img => img.decode().then(() => img.naturalWidth > 0)"))
