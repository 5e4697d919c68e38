"""What the engine will read, as one types."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.database import writing
from webapp.models import PromptBlock, User


def keep_block(studio: Studio, owner: User, name: str, text: str) -> None:
    with studio.app.app_context(), writing() as session:
        session.add(PromptBlock(owner_id=owner.id, name=name, text=text))


def look(page: Page) -> None:
    page.goto("/generate/")
    page.get_by_text("What the engine will read").click()
    expect(page.locator("#final-prompt")).to_be_visible()


def test_a_block_that_is_typed_is_read_as_its_words(studio: Studio, open_page: OpenPage, alice: User) -> None:
    keep_block(studio, alice, "harbour", "an old harbour, fishing nets")
    keep_block(studio, alice, "light", "low light")
    page = open_page(alice)
    look(page)
    final = page.locator("#final-prompt")
    page.get_by_label("Describe the picture").press_sequentially("a boat in @harbour")
    expect(final).to_have_text("a boat in an old harbour, fishing nets")
    page.get_by_label("@light").check()
    expect(final).to_have_text("a boat in an old harbour, fishing nets, low light")
    page.get_by_label("Oil", exact=True).check()
    expect(final.locator("mark[data-from=style]")).to_contain_text("oil painting")
    page.get_by_label("@light").uncheck()
    expect(final).not_to_contain_text("low light")


def test_it_stays_open_beside_another_engine_and_says_what_cannot_be_read(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    look(page)
    page.get_by_label("Describe the picture").fill("a __gone__ boat")
    expect(page.locator("#final .error")).to_contain_text("There is no list called “gone”")
    page.get_by_label("Describe the picture").fill("a red boat")
    expect(page.locator("#final-prompt")).to_have_text("a red boat")
    page.get_by_label("Engine", exact=True).select_option("paced")
    expect(page.get_by_text("Gradients, at the pace of a test.")).to_be_visible()
    expect(page.locator("#final-prompt")).to_have_text("a red boat")
    page.get_by_text("What the engine will read").click()
    expect(page.locator("#final-prompt")).to_have_count(0)


def test_axe_finds_nothing_where_words_are_kept(studio: Studio, open_page: OpenPage, alice: User) -> None:
    keep_block(studio, alice, "harbour", "an old harbour, fishing nets")
    page = open_page(alice)
    look(page)
    page.get_by_label("Describe the picture").fill("a {red|blue} boat in @harbour with @nobody")
    expect(page.locator("#final")).to_contain_text("@nobody is none of your blocks")
    assert violations(page, "pages/create-final") == []
    for name, path in (("blocks", "blocks/"), ("block-new", "blocks/new/"), ("list-new", "wildcards/new/?name=light")):
        page.goto(f"/prompt-helpers/{path}")
        assert violations(page, f"pages/{name}") == []
    page.goto("/prompt-helpers/wildcards/")
    broken = {"name": "sky.txt", "mimeType": "text/plain", "buffer": b"red\n{amber"}
    page.get_by_label("Text files").set_input_files(broken)
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".error")).to_contain_text("Line 2")
    assert violations(page, "pages/lists-import") == []
