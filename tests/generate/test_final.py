"""What the engine will read: shown as one types, from blocks, lists, a style; the same that is sent."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine, sign_in
from tests.prompt_blocks.scene import blocks_in, keep_block
from tests.scene import PART, carry_out, composed, requests_in
from tests.theme_helpers.scene import make_theme
from tests.wildcard_lists.scene import keep_list
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, User

FINAL = "/generate/final/"


def shown(text: str) -> str:
    """The final prompt as a person copies it."""
    found = re.search(r'<p class="prompt" id="final-prompt"[^>]*>(.*?)</p>', text, re.DOTALL)
    assert found, text
    return re.sub(r"<[^>]+>", "", found[1])


def test_what_is_shown_is_what_is_sent(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    keep_block(app, alice)
    keep_block(app, alice, "light", "low light")
    form = composed(as_alice, prompt="a boat in @harbour", blocks=["light"], style="ink-wash", negative_prompt="cars")
    page = as_alice.post(FINAL, data=form, headers=PART).text
    assert '<mark data-from="block">an old harbour</mark>' in page
    assert re.search(r'<mark data-from="style">ink wash painting', page)
    as_alice.post("/generate/", data=form)
    (made,) = requests_in(app)
    assert made.final_prompt == shown(page)
    assert made.final_prompt.startswith("a boat in an old harbour, low light, ink wash painting")
    assert made.final_negative_prompt.startswith("cars, ")
    assert (made.prompt, made.blocks) == ("a boat in @harbour", ["light"])


def test_it_works_without_javascript(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    keep_block(app, alice)
    assert f'formaction="{FINAL}"' in as_alice.get("/generate/").text
    page = as_alice.post(FINAL, data=composed(as_alice, prompt="in @harbour", steps="33")).text
    assert "<!doctype html>" in page.lower()
    assert shown(page) == "in an old harbour"
    assert re.search(r'name="steps"[^>]*value="33"', page)
    assert re.search(r'<details class="fold final" id="final-fold" open>', page)
    assert requests_in(app) == []


def test_it_stays_open_while_the_composer_changes(as_alice: FlaskClient, quick: QuickEngine) -> None:
    form = composed(as_alice, prompt="a boat", show="final")
    assert shown(as_alice.post("/generate/composer/", data=form, headers=PART).text) == "a boat"
    assert 'id="final-prompt"' not in as_alice.post("/generate/composer/", data=form | {"show": ""}, headers=PART).text


def test_choices_are_counted_and_the_first_is_shown(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    keep_list(app, alice)
    form = composed(as_alice, prompt="a {big|small} boat, __sky__ sky", seed="7")
    page = as_alice.post(FINAL, data=form, headers=PART).text
    assert "4 ways to read this" in page
    as_alice.post("/generate/", data=form)
    (made,) = requests_in(app)
    assert f"The first picture reads: {made.final_prompt}</p>" in page
    assert made.prompt_template == shown(page) == "a {big|small} boat, __sky__ sky"


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("__gone__", "There is no list called “gone”"),
        ("__loop__", "__loop__ → __loop__"),
        ("a {red", "never closed"),
        ("@round", "@round → @round"),
        ("__secrets__", "There is no list called “secrets”"),
    ],
)
def test_what_cannot_be_read_is_said_there_and_refused_with_the_words_kept(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, quick: QuickEngine, prompt: str, words: str
) -> None:
    keep_list(app, alice, "loop", "__loop__")
    keep_list(app, bob, "secrets", "his")
    keep_block(app, alice, "round", "@round")
    form = composed(as_alice, prompt=prompt)
    assert words in as_alice.post(FINAL, data=form, headers=PART).text
    answer = as_alice.post("/generate/", data=form)
    assert answer.status_code == 422
    assert re.search(rf'id="prompt-error".*{re.escape(words)}', answer.text)
    assert f"{prompt}</textarea>" in answer.text
    assert requests_in(app) == []


def test_a_name_that_is_no_block_gets_a_hint_and_stays(
    app: Flask, as_alice: FlaskClient, as_charlie: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    keep_block(app, alice)
    form = composed(as_charlie, prompt="me@harbour.org, @harbour")
    page = as_charlie.post(FINAL, data=form, headers=PART).text
    assert shown(page) == "me@harbour.org, @harbour"
    assert page.count("is none of your blocks") == 1
    assert "an old harbour" not in page
    assert as_charlie.post("/generate/", data=form).status_code == 303


def test_a_prompt_beyond_the_engines_limit_is_said(as_alice: FlaskClient, quick: QuickEngine) -> None:
    quick.capabilities = replace(quick.capabilities, max_prompt_chars=20)
    page = as_alice.post(FINAL, data=composed(as_alice, prompt="a boat of many words"), headers=PART).text
    assert "20 of 20 characters" in page
    page = as_alice.post(FINAL, data=composed(as_alice, prompt="a boat of many words!"), headers=PART).text
    assert "reads at most 20 characters; these are 21" in page


def test_words_are_shown_as_words(as_alice: FlaskClient, quick: QuickEngine) -> None:
    page = as_alice.post(FINAL, data=composed(as_alice, prompt="<b>a boat</b> {{7*7}}"), headers=PART).text
    assert "&lt;b&gt;a boat&lt;/b&gt; {{7*7}}" in page


def test_switches_are_remembered(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    keep_block(app, alice, is_on=True)
    keep_block(app, alice, "light", "low light")
    page = as_alice.get("/generate/").text
    assert re.findall(r'name="blocks" value="(\w+)" checked', page) == ["harbour"]
    as_alice.post("/generate/", data=composed(as_alice, blocks=["light"]))
    assert {block.name: block.is_on for block in blocks_in(app)} == {"harbour": False, "light": True}
    assert re.findall(r'name="blocks" value="(\w+)" checked', as_alice.get("/generate/").text) == ["light"]


def test_switches_of_others_stay_as_they_are(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, quick: QuickEngine
) -> None:
    for owner in (alice, bob):
        keep_block(app, owner)
    as_alice.post("/generate/", data=composed(as_alice, blocks=["harbour"]))
    assert {block.owner_id: block.is_on for block in blocks_in(app)} == {alice.id: True, bob.id: False}


def test_a_block_of_somebody_else_cannot_be_switched_on(
    app: Flask, as_charlie: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    keep_block(app, alice)
    answer = as_charlie.post("/generate/", data=composed(as_charlie, blocks=["harbour"]))
    assert answer.status_code == 422
    assert "not there any more" in answer.text
    assert requests_in(app) == []


def test_ones_own_remix_opens_as_it_was(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    keep_block(app, alice)
    as_alice.post("/generate/", data=composed(as_alice, prompt="a __colours__ boat", blocks=["harbour"]))
    as_alice.post("/prompt-helpers/blocks/")
    page = as_alice.get(f"/generate/?remix={carry_out(app, requests_in(app)[0].id)[0]}").text
    assert "a __colours__ boat</textarea>" in page
    assert re.findall(r'name="blocks" value="(\w+)" checked', page) == ["harbour"]


def test_somebody_elses_remix_gets_the_words_as_they_were_read(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, quick: QuickEngine
) -> None:
    keep_list(app, alice)
    keep_block(app, alice)
    form = composed(as_alice, prompt="a boat in @harbour, __sky__ sky", style="ink-wash", num_outputs="1")
    as_alice.post("/generate/", data=form)
    (picture,) = carry_out(app, requests_in(app)[0].id)
    with app.app_context():
        image = db.session.get_one(Image, picture)
        with writing():
            image.visibility, image.allows_remix = "public", True
        read = image.prompt
    as_bob = sign_in(app.test_client(), bob)
    page = as_bob.get(f"/generate/?remix={picture}").text
    assert f"{read}</textarea>" in page
    assert re.search(r'name="style" value="" checked', page)
    as_bob.post("/generate/", data=composed(as_bob, prompt=read, num_outputs="1"))
    assert requests_in(app)[1].final_prompt == read


def test_a_theme_is_marked_as_one(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    with app.app_context():
        theme = make_theme(alice, prompt="{prompt} on a northern coast", negative_prompt="palms")
        slug = theme.slug
    form = composed(as_alice, theme=slug, negative_prompt="cars")
    page = as_alice.post(FINAL, data=form, headers=PART).text
    assert '<mark data-from="theme"> on a northern coast</mark>' in page
    assert 'cars, <mark data-from="theme">palms</mark>' in page
    as_alice.post("/generate/", data=form)
    assert requests_in(app)[0].final_prompt == shown(page) == "a red boat on a northern coast"


def test_names_that_no_database_can_keep_are_only_unknown(as_alice: FlaskClient, quick: QuickEngine) -> None:
    form = composed(as_alice, style="a\0b", theme="a\0b", blocks=["a\0b"], prompt="a \0 boat, @a\0b, __a\0b__")
    assert as_alice.post(FINAL, data=form, headers=PART).status_code == 200
    assert as_alice.post("/generate/", data=form).status_code == 422
    assert as_alice.post("/generate/", data=form | {"prompt": "a boat"}).status_code == 422
