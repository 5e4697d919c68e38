"""Large files go on where they stood: after a broken connection, a closed page, and not when they were stopped."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image as Pixels
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.pictures_in.corpus import png, saved
from webapp.models import User
from webapp.uploads.incoming import PART_BYTES

PATIENCE_MS = 20_000
PICTURES, ZIPS = "/user-images/upload/", "/user-images/upload/zip/"


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    """A picture of some five parts. It lies on disk, as what is known of it must stay the same."""
    path = tmp_path / "noise.png"
    path.write_bytes(saved(Pixels.effect_noise((1300, 1300), 90).convert("RGB"), "PNG"))
    return path


def holiday(folder: Path) -> Path:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for side in (900, 950):
            archive.writestr(f"{side}.png", saved(Pixels.effect_noise((side, side), 90).convert("RGB"), "PNG"))
        archive.writestr("letter.txt", "Dear all")
    path = folder / "Holiday.zip"
    path.write_bytes(target.getvalue())
    return path


def starts(path: Path) -> list[str]:
    return [str(start) for start in range(0, path.stat().st_size, PART_BYTES)]


def meet_parts(page: Page, meet: Callable[[int, Route], None]) -> list[str | None]:
    """Calls `meet` with each part's number and route. Returns where the parts began."""
    tries: list[str | None] = []

    def met(route: Route) -> None:
        if route.request.method != "PATCH":
            route.fallback()
            return
        tries.append(route.request.headers.get("upload-offset"))
        meet(len(tries), route)

    page.route("**/parts/*/", met)
    return tries


def hold_third(number: int, route: Route) -> None:
    if number != 3:
        route.fallback()


def break_from_third(number: int, route: Route) -> None:
    if number > 2:
        route.abort("connectionreset")
    else:
        route.fallback()


def rows(page: Page) -> Locator:
    return page.locator("[data-upload-list] > li")


def choose(page: Page, path: Path) -> None:
    page.get_by_label("Pictures", exact=True).set_input_files(path)


def sent_again(page: Page, path: Path) -> list[str | None]:
    """Chooses a file until it is added, and returns where its parts began."""
    tries = meet_parts(page, lambda _number, route: route.fallback())
    choose(page, path)
    expect(rows(page).filter(has_text="Added.")).to_have_count(1, timeout=PATIENCE_MS)
    return tries


def leave_in_the_middle(context: BrowserContext, path: Path) -> None:
    page = context.new_page()
    page.goto(PICTURES)
    meet_parts(page, break_from_third)
    choose(page, path)
    expect(rows(page)).to_contain_text("The connection broke. It goes on by itself.", timeout=PATIENCE_MS)
    context.set_offline(True)  # a part that is held here would go on its way as the page closes
    page.close()
    context.set_offline(False)


def break_second(number: int, route: Route) -> None:
    if number == 2:
        route.abort("connectionreset")
    else:
        route.fallback()


def test_a_picture_goes_on_after_the_connection_broke(open_page: OpenPage, alice: User, noise: Path) -> None:
    page = open_page(alice)
    page.goto(PICTURES)
    tries = meet_parts(page, break_second)
    choose(page, noise)
    expect(rows(page).filter(has_text="Added.")).to_have_count(1, timeout=PATIENCE_MS)
    assert tries == [*starts(noise)[:2], *starts(noise)[1:]]


def test_a_zip_goes_on_after_the_connection_broke_and_comes_in(
    open_page: OpenPage, alice: User, tmp_path: Path
) -> None:
    page = open_page(alice)
    page.goto(ZIPS)
    tries = meet_parts(page, break_second)
    path = holiday(tmp_path)
    page.get_by_label("ZIP", exact=True).set_input_files(path)
    page.get_by_label("Tags").fill("Sea")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Holiday.zip", timeout=PATIENCE_MS)
    assert tries == [*starts(path)[:2], *starts(path)[1:]]
    expect(page.get_by_text("All done.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".figures")).to_contain_text("Added2")
    expect(page.get_by_text("letter.txt")).to_be_visible()


def test_the_same_file_goes_on_after_its_page_was_closed(
    studio: Studio, open_context: Callable[..., BrowserContext], alice: User, noise: Path
) -> None:
    context = open_context(studio, alice)
    leave_in_the_middle(context, noise)
    page = context.new_page()
    page.goto(PICTURES)
    note = page.locator("[data-begun-box]")
    expect(note).to_contain_text("noise.png")
    expect(note).to_contain_text("Choose it again to go on, or drop it.")
    assert sent_again(page, noise) == starts(noise)[2:]
    expect(note).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('begun:'))") == []


def test_what_the_studio_forgot_begins_anew(
    studio: Studio, open_context: Callable[..., BrowserContext], alice: User, noise: Path
) -> None:
    context = open_context(studio, alice)
    leave_in_the_middle(context, noise)
    page = context.new_page()
    page.goto(PICTURES)
    page.get_by_role("button", name="Drop noise.png").click()
    expect(page.locator("[data-begun-box]")).to_have_count(0)
    assert sent_again(page, noise) == starts(noise)


def test_somebody_else_at_the_same_browser_begins_anew(
    studio: Studio, open_context: Callable[..., BrowserContext], alice: User, admin: User, noise: Path
) -> None:
    context = open_context(studio, alice)
    leave_in_the_middle(context, noise)
    context.clear_cookies()
    context.add_cookies([studio.cookie(admin)])  # type: ignore[list-item]  # a dict of the right shape
    page = context.new_page()
    page.goto(PICTURES)
    expect(page.get_by_text("noise.png")).to_have_count(0)
    assert sent_again(page, noise) == starts(noise)


def test_what_is_stopped_goes_and_can_begin_anew(open_page: OpenPage, alice: User, noise: Path) -> None:
    page = open_page(alice)
    page.goto(PICTURES)
    with page.expect_request(lambda asked: asked.headers.get("upload-offset") == str(2 * PART_BYTES)):
        tries = meet_parts(page, hold_third)
        choose(page, noise)
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        rows(page).get_by_role("button", name="Stop").click()
    expect(rows(page)).to_contain_text("Stopped.")
    rows(page).get_by_role("button", name="Try again").click()
    expect(rows(page).filter(has_text="Added.")).to_have_count(1, timeout=PATIENCE_MS)
    assert tries[3:] == starts(noise)
    page.reload()
    expect(page.locator("[data-begun-box]")).to_have_count(0)


def test_it_is_dropped_without_a_script(
    studio: Studio, open_context: Callable[..., BrowserContext], alice: User, noise: Path
) -> None:
    leave_in_the_middle(open_context(studio, alice), noise)
    page = open_context(studio, alice, java_script_enabled=False).new_page()
    page.goto(PICTURES)
    note = page.locator("[data-begun-box]")
    expect(note).to_contain_text("MB arrived.")
    expect(note).not_to_contain_text("Choose it again", use_inner_text=True)
    page.get_by_role("button", name="Drop noise.png").click()
    expect(note).to_have_count(0)


def test_axe_finds_nothing_where_files_are_on_their_way(
    studio: Studio, open_context: Callable[..., BrowserContext], alice: User, noise: Path, tmp_path: Path
) -> None:
    context = open_context(studio, alice)
    leave_in_the_middle(context, noise)
    small, large, letter = (tmp_path / name for name in ("small.png", "large.png", "letter.png"))
    small.write_bytes(png())
    large.write_bytes(noise.read_bytes())
    letter.write_text("Dear all")
    page = context.new_page()
    page.goto(PICTURES)
    meet_parts(page, hold_third)
    page.get_by_label("Pictures", exact=True).set_input_files([large, letter, small])
    expect(rows(page).filter(has_text="Added.")).to_have_count(1, timeout=PATIENCE_MS)
    expect(rows(page).get_by_role("button", name="Stop large.png")).to_be_visible()
    assert violations(page, "pages/upload") == []
    page.goto(ZIPS)
    meet_parts(page, hold_third)
    page.get_by_label("ZIP", exact=True).set_input_files(holiday(tmp_path))
    page.get_by_role("button", name="Bring it in").click()
    expect(rows(page).get_by_role("button", name="Stop Holiday.zip")).to_be_visible()
    assert violations(page, "pages/upload-zip") == []


def test_a_small_zip_needs_no_parts(open_page: OpenPage, alice: User, tmp_path: Path) -> None:
    path = tmp_path / "Small.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.png", png())
    page = open_page(alice)
    page.goto(ZIPS)
    page.get_by_label("ZIP", exact=True).set_input_files(path)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("All done.")).to_be_visible(timeout=PATIENCE_MS)
