"""Keeping a block: a name, its words, nothing that could not be used."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.prompt_blocks.scene import blocks_in, keep_block
from webapp.models import User
from webapp.prompt_blocks import service

NEW = "/prompt-helpers/blocks/new/"


def test_it_is_kept_by_its_folded_name(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = as_alice.post(NEW, data={"name": " @Harbour ", "text": " an {old|new} harbour ", "is_on": "y"})
    assert answer.status_code == 303
    (block,) = blocks_in(app)
    assert (block.name, block.text, block.is_on) == ("harbour", "an {old|new} harbour", True)
    assert block.owner_id == alice.id
    assert "@harbour" in as_alice.get("/prompt-helpers/blocks/").text


def test_the_hint_in_create_leads_here_with_the_name(as_alice: FlaskClient) -> None:
    assert 'value="harbour"' in as_alice.get(f"{NEW}?name=@Harbour").text


@pytest.mark.parametrize("name", ["", "two words", "me@sea", "-", "a/b", "a.b", "x_", "@@a", "a" * 41, "a\0b"])
def test_a_name_that_cannot_be_typed_after_an_at_is_refused(app: Flask, as_alice: FlaskClient, name: str) -> None:
    answer = as_alice.post(NEW, data={"name": name, "text": "a very old harbour"})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert "a very old harbour</textarea>" in answer.text
    assert blocks_in(app) == []


@pytest.mark.parametrize("name", ["küste", "港", "a-b_2"])
def test_names_in_any_language_are_fine(app: Flask, as_alice: FlaskClient, name: str) -> None:
    as_alice.post(NEW, data={"name": name, "text": "x"})
    assert [block.name for block in blocks_in(app)] == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write the words"),
        ("   ", "Write the words"),
        ("a {red", "never closed"),
        ("x" * 2001, "At most 2,000"),
        ("a\0b", "cannot be kept"),
        ("more of @harbour", "@harbour → @harbour"),
        ("@sea", "@harbour → @sea → @harbour"),
    ],
)
def test_words_that_cannot_be_used_say_why(
    app: Flask, as_alice: FlaskClient, alice: User, text: str, words: str
) -> None:
    keep_block(app, alice, "sea", "the sea off @harbour")
    answer = as_alice.post(NEW, data={"name": "harbour", "text": text})
    assert answer.status_code == 422
    assert words in answer.text
    assert len(blocks_in(app)) == 1


def test_a_name_is_ones_own_once(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    keep_block(app, alice)
    answer = as_alice.post(NEW, data={"name": "harbour", "text": "another one"})
    assert answer.status_code == 422
    assert "You have a block called @harbour already" in answer.text
    assert "another one</textarea>" in answer.text
    assert as_bob.post(NEW, data={"name": "harbour", "text": "his"}).status_code == 303
    assert len(blocks_in(app)) == 2


def test_there_is_an_end_to_how_many(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_BLOCKS", 1)
    keep_block(app, alice)
    answer = as_alice.post(NEW, data={"name": "sea", "text": "the sea"})
    assert answer.status_code == 409
    assert "as many as the studio keeps" in answer.text
    assert len(blocks_in(app)) == 1
