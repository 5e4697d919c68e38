"""Changing, switching and deleting a block; nobody else can."""

import re
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.prompt_blocks.scene import blocks_in, keep_block
from tests.scale.statements import listening, plan
from webapp.models import User

PLACE = "/prompt-helpers/blocks/"


def test_its_words_and_its_name_can_change(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    path = f"{PLACE}{keep_block(app, alice)}/"
    assert "an old harbour</textarea>" in as_alice.get(path).text
    assert as_alice.post(path, data={"name": "quay", "text": "a quay"}).status_code == 303
    (block,) = blocks_in(app)
    assert (block.name, block.text, block.is_on) == ("quay", "a quay", False)


def test_it_cannot_come_to_hold_itself(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    path = f"{PLACE}{keep_block(app, alice)}/"
    keep_block(app, alice, "sea", "the sea off @quay")
    answer = as_alice.post(path, data={"name": "quay", "text": "@sea"})
    assert answer.status_code == 422
    assert "@quay → @sea → @quay" in answer.text


def test_it_cannot_take_the_name_of_another(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    keep_block(app, alice, "sea", "the sea")
    answer = as_alice.post(f"{PLACE}{keep_block(app, alice)}/", data={"name": "sea", "text": "mine"})
    assert answer.status_code == 422
    assert "You have a block called @sea already" in answer.text


def test_it_is_switched_on_and_off(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    path = f"{PLACE}{keep_block(app, alice)}/switch/"
    for is_on in (True, False):
        as_alice.post(path)
        assert [block.is_on for block in blocks_in(app)] == [is_on]


def test_it_goes(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    as_alice.post(f"{PLACE}{keep_block(app, alice)}/delete/")
    assert blocks_in(app) == []


@pytest.mark.parametrize("action", ["", "switch/", "delete/"])
def test_a_stranger_cannot_and_is_told_nothing(app: Flask, as_charlie: FlaskClient, alice: User, action: str) -> None:
    block_id = keep_block(app, alice)
    for each in (block_id, uuid4()):
        answer = as_charlie.post(f"{PLACE}{each}/{action}", data={"name": "mine", "text": "now"})
        assert answer.status_code == 404
    assert [(block.name, block.text, block.is_on) for block in blocks_in(app)] == [("harbour", "an old harbour", False)]


def test_a_list_shows_ones_own_and_goes_on(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    keep_block(app, bob, "his", "his words")
    for number in range(31):
        keep_block(app, alice, f"block-{number}", "x")
    first = as_alice.get(PLACE).text
    older = as_alice.get(first.split('" rel="next"')[0].rsplit('href="', 1)[1]).text
    assert "@his" not in first + older
    assert [text.count(">@block-") for text in (first, older)] == [30, 1]
    assert 'rel="next"' not in older


def test_a_page_is_read_from_its_index(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    keep_block(app, alice)
    with listening(app) as heard:
        as_alice.get(f"{PLACE}?before={uuid4()}")
    (query,) = [each for each in heard.asked if "FROM prompt_block" in each[0]]
    with app.app_context():
        how = plan(*query)
    assert "ix_prompt_block_owner" in how
    assert not re.search("TEMP B-TREE|Sort|Seq Scan", how), how
