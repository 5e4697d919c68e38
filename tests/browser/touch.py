"""Real touches: what a finger on glass sends, as Chromium gets it from the system."""

import itertools

from playwright.sync_api import Locator, Page


def swipe(page: Page, on: Locator, *places: tuple[float, float]) -> None:
    """Draws a finger over places, given as shares of the element's width and height."""
    on.scroll_into_view_if_needed()
    box = on.bounding_box()
    assert box
    points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in places]
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    for before, after in itertools.pairwise(points):
        for step in range(1, 7):
            point = {axis: before[axis] + (after[axis] - before[axis]) * step / 6 for axis in ("x", "y")}
            finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
