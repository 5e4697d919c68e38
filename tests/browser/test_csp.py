"""A tour of every page with the console open: nothing is refused by the policy, no script fails."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import ask, made_tiles
from tests.browser.studio import Studio
from webapp.models import User


def listen(context: BrowserContext) -> list[str]:
    """Returns the list of what goes wrong on the pages of a browser; it grows."""
    wrong: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            wrong.append(f"{message.text} {message.location}")

    context.on("console", note)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    return wrong


def tour(page: Page, *paths: str) -> None:
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("load")


def test_a_tour_of_a_member(studio: Studio, open_page: OpenPage, admin: User) -> None:
    older, image = studio.hang(admin, 2, visibility="public")
    row = studio.request(admin)
    page = open_page(admin)
    wrong = listen(page.context)
    tour(page, "/generate/", "/gallery/", "/user-images/", f"/images/{older.id}/", f"/images/{image.id}/")
    tour(page, f"/images/{image.id}/delete/", f"/status/{row.id}/", "/profile/", "/admin/", "/admin/invitations/")
    tour(page, "/admin/patterns/", f"/generate/?remix={image.id}")
    tour(page, "/usage/", "/admin/usage/", "/admin/engines/", "/admin/engines/comfyui/workflows/")
    assert wrong == []


def test_a_tour_of_a_guest(studio: Studio, open_page: OpenPage, admin: User) -> None:
    (image,) = studio.hang(admin, 1, visibility="public")
    page = open_page()
    wrong = listen(page.context)
    tour(page, "/", "/gallery/", f"/images/{image.id}/", "/sign-in/", "/generate/")
    assert wrong == []


def test_doing_things(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    wrong = listen(page.context)
    page.goto("/generate/")
    page.get_by_role("link", name="Surprise me").click()
    expect(page.get_by_label("Describe the picture")).not_to_have_value("")
    ask(page, "a boat", pictures=2, engine="paced")
    expect(made_tiles(page)).to_have_count(2)
    heart = made_tiles(page).first.get_by_label("Favourite")
    made_tiles(page).first.hover()
    heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    made_tiles(page).first.locator("> a").click()
    page.get_by_role("link", name="Delete this picture").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator(".toast")).to_contain_text("The picture is deleted.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".canvas img")).to_be_visible()
    assert wrong == []


def test_the_policy_really_refuses(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    wrong = listen(page.context)
    page.goto("/profile/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" onclick=\"x()\">a</p>')")
    expect(page.locator("body > p[style]")).to_be_attached()
    assert any("Content Security Policy" in words for words in wrong)
