"""Without the language model, searching goes on by words, and says so."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.similar.test_words import AS_JSON, URL, draw, found
from webapp.meaning import weights
from webapp.models import User


@pytest.fixture(autouse=True)
def _away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_look", lambda: "the language model is not installed")


def test_the_page_says_so_and_finds_by_words(as_alice: FlaskClient) -> None:
    text = as_alice.get(URL, query_string={"query": "folded paper"}).text
    assert "Searching by words alone, as the language model is not installed" in text
    assert "Origami" in text
    assert as_alice.get(URL, query_string={"query": "folded"}, headers=AS_JSON).json["by"] == "words"


def test_the_most_words_come_first(as_alice: FlaskClient) -> None:
    assert found(as_alice, "crisp creases, folded paper")[0] == "origami"
    assert found(as_alice, "CRISP Creases")[0] == "origami"


def test_words_nobody_used_find_nothing(as_alice: FlaskClient) -> None:
    assert found(as_alice, "zeppelin") == []
    assert found(as_alice, "%%% ___ a") == []
    assert "Nothing like it yet" in as_alice.get(URL, query_string={"query": "zeppelin"}).text


def test_a_style_finds_others_by_its_words(as_alice: FlaskClient) -> None:
    answer = as_alice.get(URL, query_string={"style": "watercolour"}, headers=AS_JSON).json
    slugs = [each["slug"] for each in answer["styles"]]
    assert slugs
    assert "watercolour" not in slugs


def test_private_ones_stay_private(app: Flask, as_bob: FlaskClient, as_alice: FlaskClient, alice: User) -> None:
    style = draw(app, alice, "My whales")
    assert found(as_alice, "whales") == [style.slug]
    assert found(as_bob, "whales") == []
