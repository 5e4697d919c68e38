"""The composer: what it keeps, what it says, what it sends."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from tests.browser.conftest import OpenPage
from tests.browser.pages import ask, made_tiles
from tests.browser.studio import Studio
from webapp.extensions import db
from webapp.models import ImageRequest, User


def open_composer(open_page: OpenPage, user: User, path: str = "/generate/") -> Page:
    page = open_page(user)
    page.goto(path)
    return page


def choose_shape(page: Page, shape: str) -> None:
    page.locator(f"[name=shape][value='{shape}']").check()


def requests_of(studio: Studio, user: User) -> int:
    with studio.app.app_context():
        mine = select(func.count()).select_from(ImageRequest).where(ImageRequest.user_id == user.id)
        return db.session.scalar(mine) or 0


def test_a_wrong_field_says_why_and_keeps_what_was_typed(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    page.get_by_label("Describe the picture").fill("a tree")
    choose_shape(page, "free")
    page.get_by_label("Width").fill("31")
    page.get_by_text("Advanced").click()
    page.get_by_label("Seed").fill("-4")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.locator(".make").click()
    assert answer.value.status == 422
    width, seed = page.get_by_label("Width"), page.get_by_label("Seed")
    for field in (width, seed):
        expect(field).to_have_attribute("aria-invalid", "true")
        described_by = str(field.get_attribute("aria-describedby"))
        error_id = next(each for each in described_by.split() if each.endswith("-error"))
        expect(page.locator(f"#{error_id}")).to_be_visible()
    expect(page.locator("#width-error")).to_contain_text("draws sides from 64 to 2048")
    expect(page.get_by_label("Describe the picture")).to_have_value("a tree")
    expect(width).to_have_value("31")
    expect(width).to_be_focused()
    assert requests_of(studio, alice) == 0


def test_an_empty_prompt_says_what_is_missing(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    page.locator(".make").click()
    expect(page.locator("#prompt-error")).to_have_text("Say in a few words what the picture shows.")
    expect(page.get_by_label("Describe the picture")).to_be_focused()
    expect(page.locator("#now .request")).to_have_count(0)
    ask(page, "something after all", engine="paced")
    expect(page.locator("#prompt-error")).to_have_count(0)
    expect(made_tiles(page)).to_have_count(1)


def test_wildcards_that_cannot_be_read_say_so(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    ask(page, "a {red|amber sky")
    expect(page.locator("#prompt-error")).to_be_visible()
    expect(page.get_by_label("Describe the picture")).to_have_value("a {red|amber sky")


def test_the_counter_speaks_near_the_limit(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    prompt = page.get_by_label("Describe the picture")
    prompt.fill("x" * 500)
    expect(page.locator(".counter")).to_have_text("")
    prompt.fill("x" * 9_990)
    expect(page.locator(".counter")).to_have_text("10 left")


def test_the_estimate_follows_engine_and_number(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    expect(page.locator("#cost")).to_contain_text("Free on this engine")
    page.get_by_label("Engine", exact=True).select_option("paced")
    page.get_by_label("Pictures", exact=True).select_option("2")
    expect(page.locator("#cost")).to_contain_text("About 3 credits")
    page.get_by_label("Pictures", exact=True).select_option("8")
    expect(page.locator("#cost")).to_contain_text("About 12 credits")
    expect(page.locator(".make")).to_have_text(re.compile("Make 8 pictures"))


def test_surprise_me_offers_a_prompt(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    prompt = page.get_by_label("Describe the picture")
    page.get_by_role("link", name="Surprise me").click()
    expect(prompt).not_to_have_value("")
    assert len(prompt.input_value()) > 20
    page.locator(".make").click()
    expect(page.locator("#now .request")).to_have_count(1)


def test_another_engine_keeps_the_text(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    prompt = page.get_by_label("Describe the picture")
    prompt.fill("a tower in the rain")
    page.get_by_label("Oil", exact=True).check()
    choose_shape(page, "16:9")
    page.get_by_label("Engine", exact=True).select_option("paced")
    expect(page.get_by_text("Gradients, at the pace of a test.")).to_be_visible()
    page.get_by_text("Advanced").click()
    expect(page.get_by_label("Guidance")).to_be_visible()
    expect(prompt).to_have_value("a tower in the rain")
    expect(page.get_by_label("Oil", exact=True)).to_be_checked()
    expect(page.locator("[name=shape][value='16:9']")).to_be_checked()


def test_a_double_click_makes_one_request(studio: Studio, open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    page.get_by_label("Describe the picture").fill("only once")
    page.get_by_label("Pictures", exact=True).select_option("1")
    page.locator(".make").dblclick()
    expect(made_tiles(page)).to_have_count(1, timeout=20_000)
    assert requests_of(studio, alice) == 1
    page.locator(".make").click()
    expect(page.locator("#now .request")).to_have_count(2)
    assert requests_of(studio, alice) == 2


def test_the_composer_remembers_the_last_recipe(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    page.get_by_label("Oil", exact=True).check()
    choose_shape(page, "9:16")
    ask(page, "a tower", pictures=3, engine="paced")
    expect(page.locator("#now .request")).to_have_count(1)
    page.goto("/generate/")
    expect(page.get_by_label("Describe the picture")).to_have_value("a tower")
    expect(page.get_by_label("Engine", exact=True)).to_have_value("paced")
    expect(page.get_by_label("Pictures", exact=True)).to_have_value("3")
    expect(page.get_by_label("Oil", exact=True)).to_be_checked()
    expect(page.locator("[name=shape][value='9:16']")).to_be_checked()


def test_remix_fills_the_composer(open_page: OpenPage, alice: User) -> None:
    page = open_composer(open_page, alice)
    page.get_by_text("Things to avoid").click()
    page.get_by_label("Leave these out").fill("people")
    choose_shape(page, "4:5")
    ask(page, "a {red|red} barn", engine="paced")
    expect(made_tiles(page)).to_have_count(1)
    made_tiles(page).locator("> a").click()
    seed = page.locator(".facts dt:text-is('Seed') + dd").inner_text()
    page.get_by_role("link", name="Remix").first.click()
    expect(page).to_have_url(re.compile(r"/generate/\?remix="))
    expect(page.get_by_label("Describe the picture")).to_have_value("a {red|red} barn")
    expect(page.get_by_label("Leave these out")).to_have_value("people")
    expect(page.locator("[name=shape][value='4:5']")).to_be_checked()
    expect(page.get_by_label("Seed")).to_have_value(seed)
    expect(page.get_by_label("Pictures", exact=True)).to_have_value("1")
