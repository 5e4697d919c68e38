"""What is being made, kept up to date: by the stream, without it, in two tabs, over a reload and a restart."""

import re
import time
from collections.abc import Sequence
from statistics import median

from playwright.sync_api import APIResponse, Page, Request, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import WATCH_PREVIEWS, WATCH_TILES, ask, made_tiles
from tests.browser.studio import Studio
from webapp import live
from webapp.models import User
from webapp.pipeline import status

CHANGES = 40
GOAL_P95_MS = 200
ASSERTED_P95_MS = 1000

# Notes when each new stage is to be seen, in milliseconds since 1970.
WATCH_STAGES = """() => {
  window.seen = {};
  const look = () => {
    const words = document.querySelector(".pending.drawing .between span")?.textContent;
    const stage = words?.split(" · ")[1];
    if (stage && !window.seen[stage]) window.seen[stage] = Date.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def polls_of(page: Page) -> list[Request]:
    """Cuts the stream off and returns the list of polls, which grows as the page sends them."""
    page.route("**/events", lambda route: route.abort())
    noted: list[Request] = []
    page.on("request", lambda request: noted.append(request) if "/status/?ids=" in request.url else None)
    return noted


def wait_for(page: Page, noted: Sequence[object], count: int = 1) -> None:
    """Waits until so many are noted, and lets the page live meanwhile."""
    for _ in range(300):
        if len(noted) >= count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"only {len(noted)} came")


def badge(page: Page) -> str:
    return (page.locator("#running-badge").text_content() or "").strip()


def draws(page: Page) -> None:
    expect(page.locator("#now .pending.drawing img")).to_be_visible()


def test_a_second_tab_sees_it_too(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto("/generate/")
    ask(page, "a boat, hold two_tabs", engine="paced")
    for tab in (page, other):
        draws(tab)
        expect(tab.locator("#running-badge")).to_have_text("1 running")
    studio.open_gate("two_tabs")
    for tab in (page, other):
        expect(made_tiles(tab)).to_have_count(1)
        expect(tab.locator("#now .request")).to_have_count(1)
        expect(tab.locator("#running-badge")).to_have_text("")


def test_a_reload_midway_loses_nothing(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/")
    ask(page, "a boat, hold reload", pictures=2, engine="paced")
    draws(page)
    page.reload()
    draws(page)
    expect(page.locator("#now .made > .tile")).to_have_count(2)
    page.evaluate(WATCH_TILES)
    studio.open_gate("reload")
    expect(made_tiles(page)).to_have_count(2)
    assert page.evaluate("window.layouts.size") == 1


def test_a_restart_of_the_web_loses_nothing(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/")
    ask(page, "a boat, hold restart", engine="paced")
    draws(page)
    studio.stop_web()
    try:
        studio.open_gate("restart")
    finally:
        studio.start_web()
    expect(made_tiles(page)).to_have_count(1, timeout=20_000)
    expect(page.locator(".toast.is-error")).to_have_count(0)


def test_without_the_stream_one_poll_serves_all_tiles(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    polls = polls_of(page)
    page.goto("/generate/")
    page.evaluate(WATCH_PREVIEWS)
    ask(page, "a boat, hold polled", pictures=3, engine="paced")
    expect(page.locator("#now .request")).to_have_count(1)
    ask(page, "a lake, hold polled", pictures=2)
    expect(page.locator("#now .request")).to_have_count(2)
    polls.clear()
    draws(page)
    wait_for(page, polls, 2)
    assert all(request.url.count("%2C") + request.url.count(",") == 1 for request in polls), "not one poll for both"
    studio.open_gate("polled")
    expect(made_tiles(page)).to_have_count(5, timeout=20_000)
    expect(page.locator("#running-badge")).to_have_text("")
    assert page.evaluate("window.previews.size") >= 1
    assert len({re.sub(r":\d+", "", request.url) for request in polls}) <= 2


def test_nothing_new_answers_without_a_body(studio: Studio, open_page: OpenPage, alice: User) -> None:
    row = studio.request(alice)
    page = open_page(alice)
    polls = polls_of(page)
    page.goto("/generate/")
    wait_for(page, polls, 2)
    answer = polls[0].response()
    assert answer is not None
    assert answer.status == 204
    first = page.request.get(f"/status/{row.id}/")
    again = page.request.get(f"/status/{row.id}/", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status, again.body()) == (200, 304, b"")


def test_the_badge_counts_what_is_running(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/gallery/")
    assert badge(page) == ""
    rows = [studio.request(alice) for _ in range(3)]
    page.reload()
    expect(page.locator("#running-badge")).to_have_text("3 running")
    with page.expect_request("**/events"):
        page.goto("/user-images/")
    page.wait_for_timeout(300)
    with studio.app.app_context():
        status.cancel(rows[0].id)
    expect(page.locator("#running-badge")).to_have_text("2 running")


def test_a_late_answer_does_not_bring_the_badge_back(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    late: list[tuple[Route, APIResponse]] = []

    def hold_answer(route: Route) -> None:
        late.append((route, route.fetch()))

    page.goto("/generate/")
    page.route(re.compile("/generate/$"), hold_answer)
    ask(page, "a boat that is drawn before its form is answered", engine="paced")
    expect(made_tiles(page)).to_have_count(1)
    expect(page.locator("#running-badge")).to_have_text("")
    wait_for(page, late)
    route, answer = late[0]
    assert "1 running" in answer.text()
    route.fulfill(response=answer)
    expect(page.get_by_label("Describe the picture")).to_be_enabled()
    page.wait_for_timeout(500)
    expect(page.locator("#now .request")).to_have_count(1)
    assert badge(page) == ""


def test_a_preview_that_is_gone_leaves_no_hole(studio: Studio, open_page: OpenPage, alice: User) -> None:
    row = studio.request(alice, progress=0.4, stage="Sky")
    with studio.app.app_context():
        live.keep_preview(row.id, b"RIFF\0\0\0\0WEBP")
    page = open_page(alice)
    page.route("**/preview/*", lambda route: route.fulfill(status=404))
    with page.expect_response("**/preview/*") as answer:
        page.goto("/generate/")
    assert answer.value.status == 404
    expect(page.locator(".pending.drawing")).to_contain_text("Sky")
    expect(page.locator(".pending.drawing img")).to_have_count(0)


def test_nothing_is_asked_for_where_an_edit_draws_no_preview(studio: Studio, open_page: OpenPage, alice: User) -> None:
    row = studio.request(alice, kind="edit", operation="erase", progress=0.4, stage="Finding what fits", num_outputs=1)
    page = open_page(alice)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/status/{row.id}/")
    expect(page.locator(".pending.drawing")).to_contain_text("Finding what fits")
    assert not [url for url in asked if "/preview/" in url]


def test_cancel_while_it_is_drawn(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/")
    ask(page, "a boat, hold never", pictures=2, engine="paced")
    draws(page)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#now .request-words")).to_contain_text("Cancelled")
    expect(page.locator("#running-badge")).to_have_text("")
    expect(page.locator("#now .pending.cancelled")).to_have_count(2)
    ask(page, "the worker is free again", engine="paced")
    expect(made_tiles(page)).to_have_count(1)


def test_cancel_while_it_waits(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/")
    ask(page, "a boat, hold first", engine="paced")
    draws(page)
    ask(page, "waits behind it")
    waiting = page.locator("#now .request").first
    expect(waiting).to_contain_text("in line")
    waiting.get_by_role("button", name="Cancel").click()
    expect(waiting).to_contain_text("Cancelled")
    studio.open_gate("first")
    expect(made_tiles(page)).to_have_count(1)


def test_try_again_after_a_failure(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/")
    ask(page, "a boat, fail refused", pictures=2, engine="paced")
    expect(page.locator("#now .request-error")).to_have_text("The engine refused this prompt. Say it in other words.")
    expect(page.locator("#now .pending.failed")).to_have_count(2)
    studio.open_gate("refused")
    page.get_by_role("button", name="Try again").click()
    expect(made_tiles(page)).to_have_count(2)
    expect(page.locator("#now .request")).to_have_count(1)


def test_a_change_reaches_the_page_quickly(studio: Studio, open_page: OpenPage, alice: User) -> None:
    row = studio.request(alice, num_outputs=1)
    page = open_page(alice)
    with page.expect_request("**/events"):
        page.goto("/generate/")
    page.wait_for_timeout(500)
    page.evaluate(WATCH_STAGES)
    changed_ms: dict[str, float] = {}
    with studio.app.app_context():
        for number in range(CHANGES):
            stage = f"Stage {number}"
            changed_ms[stage] = time.time() * 1000
            assert status.change(row.id, held_by="test", stage=stage, progress=(number + 1) / (CHANGES + 1))
            page.wait_for_timeout(60)
    page.wait_for_function(f"window.seen['Stage {CHANGES - 1}']")
    seen_ms: dict[str, float] = page.evaluate("window.seen")
    waits_ms = sorted(seen_ms[stage] - changed_ms[stage] for stage in changed_ms if stage in seen_ms)
    p95_ms = waits_ms[int(len(waits_ms) * 0.95)]
    print(f"\nchange to page: median {median(waits_ms):.0f} ms, p95 {p95_ms:.0f} ms (goal {GOAL_P95_MS} ms)")  # noqa: T201 - a measurement for people
    assert len(waits_ms) >= CHANGES * 0.75, "changes were skipped"
    assert p95_ms <= ASSERTED_P95_MS
