"""Looking for words: as a page, as the results alone, as JSON."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART
from tests.similar.conftest import read_all
from webapp.database import writing
from webapp.models import PromptHelper, User
from webapp.models.columns import utc_now
from webapp.style_writing import StyleDraft, Wording, create_style

URL = "/prompt-helpers/similar/"
AS_JSON = {"Accept": "application/json"}


def found(client: FlaskClient, query: str) -> list[str]:
    """The slugs of what is found, in order."""
    answer = client.get(URL, query_string={"query": query}, headers=AS_JSON).json
    return [each["slug"] for each in answer["styles"]]


def draw(app: Flask, owner: User, name: str, visibility: str = "private") -> PromptHelper:
    """A style of somebody's own, about whales."""
    with app.app_context():
        draft = StyleDraft(name, Wording("whales, deep sea, blue whale"), "For whales.", visibility=visibility)
        return create_style(owner.id, draft)


def test_the_page_has_the_results_in_it(as_alice: FlaskClient, read: None) -> None:
    text = as_alice.get(URL, query_string={"query": "like an old faded photo"}).text
    assert "<html" in text
    assert 'value="like an old faded photo"' in text
    names = re.findall(r"<b>(.*?)</b>", text)
    assert "Analog film" in names[:3]
    assert "img/styles/analog-film.webp" in text


def test_the_results_come_alone_while_one_types(as_alice: FlaskClient, read: None) -> None:
    answer = as_alice.get(URL, query_string={"query": "small stones"}, headers=PART)
    assert "<html" not in answer.text
    assert "Mosaic" in answer.text
    assert "HX-Request" in answer.headers["Vary"]


def test_json_tells_the_same(as_alice: FlaskClient, read: None) -> None:
    answer = as_alice.get(URL, query_string={"query": "small stones laid on a floor"}, headers=AS_JSON).json
    assert answer["by"] == "meaning"
    first = answer["styles"][0]
    assert (first["slug"], first["name"]) == ("mosaic", "Mosaic")
    assert first["preview_url"].split("?")[0] == "/static/img/styles/mosaic.webp"
    scores = [each["score"] for each in answer["styles"]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] <= 1
    assert len(scores) == 12


def test_nothing_typed_offers_ideas(as_alice: FlaskClient, read: None) -> None:
    text = as_alice.get(URL).text
    assert "For example" in text
    assert "row-item" not in text


def test_too_much_is_said_beside_the_field(as_alice: FlaskClient, read: None) -> None:
    answer = as_alice.get(URL, query_string={"query": "sea " * 200})
    assert answer.status_code == 422
    assert "at most 300 characters" in answer.text
    assert "sea sea" in answer.text
    told = as_alice.get(URL, query_string={"query": "sea " * 200}, headers=AS_JSON)
    assert (told.status_code, told.json["error"]["message"]) == (422, "Say it in at most 300 characters.")


@pytest.mark.parametrize(
    "query", ["' OR 1=1 --", "%_\\", "<script>", "\u202eabc", "日本の古い写真", "🌊🌊🌊", "." * 300]
)
def test_odd_words_are_only_words(as_alice: FlaskClient, read: None, query: str) -> None:
    answer = as_alice.get(URL, query_string={"query": query})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.split("<main")[1].split("</main>")[0]


def test_private_ones_are_found_by_their_owner_alone(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    mine, ours = draw(app, alice, "My whales"), draw(app, alice, "Our whales", "shared")
    read_all(app)
    assert {mine.slug, ours.slug} == set(found(as_alice, "whales of the deep sea")[:2])
    for_bob = found(as_bob, "whales of the deep sea")
    assert for_bob[0] == ours.slug
    assert mine.slug not in for_bob
    assert "My whales" not in as_bob.get(URL, query_string={"query": "whales of the deep sea"}).text


def test_what_was_deleted_or_taken_back_is_gone_at_once(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    deleted, private = draw(app, alice, "Deleted", "shared"), draw(app, alice, "Taken back", "shared")
    read_all(app)
    assert {deleted.slug, private.slug} == set(found(as_bob, "whales")[:2])
    with app.app_context(), writing() as session:
        session.get_one(PromptHelper, deleted.id).deleted_at = utc_now()
        session.get_one(PromptHelper, private.id).visibility = "private"
    assert {deleted.slug, private.slug}.isdisjoint(found(as_bob, "whales"))


def test_a_shared_one_names_who_made_it(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    draw(app, alice, "Our whales", "shared")
    read_all(app)
    assert "by Alice" in as_bob.get(URL, query_string={"query": "whales"}).text


def test_a_flood_is_slowed_down(app: Flask, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["RATELIMIT_ENABLED"] = True
    monkeypatch.setattr("webapp.similar.views.LIMIT", "2/minute")
    answers = [as_alice.get(URL).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
