"""Asks axe about a page at every width and in both themes."""

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Page

from tests.browser.pages import shot

WIDTHS = (390, 820, 1440)
# A theme changes colours and nothing else, so that one theme is asked everything and the other about its colours.
RUNS = {
    "light": 'axe.run({resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})',
    "dark": 'axe.run({resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"]})',
}


def violations(page: Page, name: str) -> list[str]:
    """Returns what axe finds on the page, and keeps a picture of it at each width in each theme."""
    found: list[str] = []
    page.evaluate(_axe().axe_script)
    for theme, run in RUNS.items():
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of its words
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            answer: dict[str, Any] = page.evaluate(run)
            found += [f"{theme} {width}: {words}" for words in _words(answer)]
            if _is_wider_than_the_window(page):
                found.append(f"{theme} {width}: the page scrolls sideways")
            shot(page, f"{name}/{theme}-{width}")
    return found


def _words(answer: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']} at {node['target']}: {node.get('failureSummary', '')}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]


def _is_wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@cache
def _axe() -> Any:
    return Axe()
