"""axe finds nothing on any page, in both themes, on a phone, a tablet and a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from tests.comfyui_workflows.conftest import EXPORT
from webapp.admin.invitations import make_invitation
from webapp.comfyui_workflows import service
from webapp.models import User
from webapp.models.columns import utc_now

ERROR = "The engine is out of credit. Ask your admin to top it up."


def check(page: Page, name: str) -> None:
    assert violations(page, f"pages/{name}") == []


def test_pages_of_an_empty_studio(fresh_studio: Studio, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(fresh_studio).new_page()
    page.goto("/set-up/")
    check(page, "set-up")
    page.get_by_label("Name").fill("Mara")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button").click()
    expect(page.locator(".error").first).to_be_visible()
    check(page, "set-up-errors")
    fresh_studio.person("Mara")
    page.goto("/gallery/")
    expect(page.get_by_text("Nothing shared yet")).to_be_visible()
    check(page, "gallery-empty")


def test_pages_of_guests(studio: Studio, open_page: OpenPage, admin: User) -> None:
    page = open_page()
    (public,) = studio.hang(admin, 1, visibility="public", title="For everyone")
    with studio.app.app_context():
        token = make_invitation(admin.id)
    for name, path in (
        ("sign-in", "/sign-in/"),
        ("register", f"/register/{token}/"),
        ("gallery-guest", "/gallery/"),
        ("picture-guest", f"/images/{public.id}/"),
        ("error-404", "/nowhere/"),
        ("error-by-invitation", "/register/"),
    ):
        page.goto(path)
        check(page, name)


def test_sign_in_with_a_message(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/sign-in/")
    page.get_by_label("Name").fill("Nobody")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, "sign-in-errors")


def test_an_empty_composer_and_empty_walls(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    for name, path in (
        ("create-empty", "/generate/"),
        ("my-pictures-empty", "/user-images/"),
        ("favourites-empty", "/user-images/?favorites=1"),
    ):
        page.goto(path)
        check(page, name)


def test_the_composer_with_live_tiles(studio: Studio, open_page: OpenPage, alice: User) -> None:
    studio.hang(alice, 6)
    studio.request(alice, num_outputs=4, progress=0.3, stage="Sky")
    ended = {"finished_at": utc_now(), "error_code": "out_of_credit", "error_message": ERROR}
    studio.request(alice, to="failed", num_outputs=2, **ended)
    waiting = studio.request(alice, to="queued")
    page = open_page(alice)
    page.goto("/generate/")
    expect(page.locator(".request")).to_have_count(3)
    check(page, "create-live")
    page.goto(f"/status/{waiting.id}/")
    check(page, "status")


def test_the_composer_with_messages(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/generate/")
    page.locator("[name=shape][value=free]").check()
    page.get_by_label("Height").fill("9000")
    page.get_by_text("Advanced").click()
    page.get_by_label("Seed").fill("-1")
    page.locator(".make").click()
    expect(page.locator("#composer .error")).to_have_count(3)
    check(page, "create-errors")


def test_walls_and_a_picture(studio: Studio, open_page: OpenPage, alice: User) -> None:
    images = studio.hang(alice, 12, visibility="public", is_favorite=True)
    page = open_page(alice)
    for name, path in (("gallery", "/gallery/"), ("my-pictures", "/user-images/")):
        page.goto(path)
        check(page, name)
    page.goto(f"/images/{images[6].id}/")
    page.get_by_text("Title, sharing and alt text").click()
    check(page, "picture")
    page.get_by_role("link", name="Delete this picture").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    check(page, "delete-dialog")
    page.goto(f"/images/{images[6].id}/delete/")
    check(page, "delete")


def test_the_profile_and_the_account_menu(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/profile/")
    check(page, "profile")
    page.get_by_label("Your account").click()
    check(page, "account-menu")
    page.get_by_label("Current password").fill("wrong")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Change password").click()
    expect(page.locator(".error").first).to_be_visible()
    check(page, "profile-errors")


def test_pages_of_admins(open_page: OpenPage, admin: User) -> None:
    page = open_page(admin)
    page.goto("/admin/")
    check(page, "admin")
    page.goto("/admin/invitations/")
    page.get_by_role("button", name="Make a link").click()
    expect(page.get_by_label("Send this link")).to_be_visible()
    check(page, "invitations")
    tour = {"patterns": "/admin/patterns/", "engines": "/admin/engines/", "usage": "/usage/", "all": "/admin/usage/"}
    for name, path in tour.items():
        page.goto(path)
        check(page, name)


def test_pages_of_comfyui_workflows(studio: Studio, open_page: OpenPage, admin: User) -> None:
    with studio.app.app_context():
        slug = service.add("Flux", "generate", EXPORT)
    page = open_page(admin)
    page.goto("/admin/engines/comfyui/workflows/")
    page.get_by_label("Name").fill("Inpaint")
    page.get_by_label("File from ComfyUI").set_input_files(
        {"name": "picture.json", "mimeType": "application/json", "buffer": b"{"}
    )
    page.get_by_role("button", name="Upload").click()
    expect(page.locator(".error")).to_have_count(2)
    check(page, "workflows-errors")
    page.goto(f"/admin/engines/comfyui/workflows/{slug}/")
    page.locator(".fold > summary").click()
    check(page, "workflow")
    for name in ("replace", "delete"):
        page.goto(f"/admin/engines/comfyui/workflows/{slug}/{name}/")
        check(page, f"workflow-{name}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_wins_over_the_system(studio: Studio, open_page: OpenPage, theme: str) -> None:
    person = studio.person("Theo", theme=theme)
    page = open_page(person, color_scheme="light" if theme == "dark" else "dark")
    page.goto("/generate/")
    lightness = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)[0]")
    assert (lightness > 128) == (theme == "light")
