"""Files for other tools, through the pages."""

import json
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.style_exchange.scene import choose, styles, uploaded
from webapp.database import writing
from webapp.models import PromptHelper, User
from webapp.models.columns import utc_now
from webapp.style_exchange.shelf import FORMATS
from webapp.style_writing import StyleDraft, Wording, create_style, save_version

PAGE = "/prompt-helpers/export/"
FILE = PAGE + "file/"


def give(app: Flask, owner: User, name: str, **values: str) -> UUID:
    with app.app_context():
        wording = Wording(f"words of {name}", "", "", {"image": "prefix"})
        return create_style(owner.id, StyleDraft(name, wording, **values)).id  # type: ignore[arg-type]


def test_all_of_mine_in_their_newest_words(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    fog = give(app, alice, "Fog")
    give(app, alice, "Rain")
    give(app, bob, "Bob's", visibility="shared")
    with app.app_context():
        save_version(fog, alice.id, Wording("thick fog", "sun"))
    answer = as_alice.get(FILE, query_string={"format": "fooocus", "scope": "all"})
    assert json.loads(answer.data) == [
        {"name": "Fog", "prompt": "{prompt}, thick fog", "negative_prompt": "sun"},
        {"name": "Rain", "prompt": "words of Rain, {prompt}", "negative_prompt": ""},
    ]


@pytest.mark.parametrize("key", list(FORMATS))
def test_a_file_is_sent_as_what_it_is(app: Flask, as_alice: FlaskClient, alice: User, key: str) -> None:
    give(app, alice, 'Fog\r\nX-Evil: "1"')
    answer = as_alice.get(FILE, query_string={"format": key, "scope": "all"})
    assert answer.headers["Content-Type"] == FORMATS[key].mimetype
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{FORMATS[key].file_name}"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("key", list(FORMATS))
def test_what_one_exports_another_imports(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User, key: str
) -> None:
    for name in ("Fog", "Rain"):
        give(app, alice, name)
    data = as_alice.get(FILE, query_string={"format": key, "scope": "all"}).data
    choose(as_bob, uploaded(as_bob, data, "any.name"), [0, 1])
    assert set(styles(app, bob)) == {"Fog", "Rain"}
    assert as_bob.get(FILE, query_string={"format": key, "scope": "all"}).data == data


def test_a_selection(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    give(app, alice, "Fog")
    rain = give(app, alice, "Rain")
    answer = as_alice.get(FILE, query_string={"format": "a1111", "scope": "ticked", "only": [str(rain)]})
    assert b"Rain" in answer.data
    assert b"Fog" not in answer.data


def test_one_style_also_one_that_is_shared(app: Flask, as_alice: FlaskClient, bob: User) -> None:
    shared = give(app, bob, "Shared one", visibility="shared")
    page = as_alice.get(PAGE, query_string={"style": str(shared)})
    assert "Shared one" in page.text
    assert f'value="{shared}" checked' in page.text
    query = {"format": "horde", "scope": "ticked", "only": str(shared)}
    assert "Shared one" in json.loads(as_alice.get(FILE, query_string=query).data)


def test_hidden_deleted_and_absent_ones_answer_alike(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    own, hidden, gone = give(app, alice, "Own"), give(app, bob, "Hidden"), give(app, alice, "Gone")
    with app.app_context(), writing() as session:
        session.get_one(PromptHelper, gone).deleted_at = utc_now()
    for other in (hidden, gone, uuid4(), "x"):
        query = {"format": "a1111", "scope": "ticked", "only": [str(own), str(other)]}
        assert as_alice.get(FILE, query_string=query).status_code == 404
        assert as_alice.get(PAGE, query_string={"style": str(other)}).status_code == 404
    assert b"Gone" not in as_alice.get(FILE, query_string={"format": "a1111", "scope": "all"}).data


def test_without_a_tick_the_page_says_so(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    give(app, alice, "Fog")
    answer = as_alice.get(FILE, query_string={"format": "a1111", "scope": "ticked"})
    assert answer.status_code == 422
    assert "tick some" in answer.text
    assert as_alice.get(FILE, query_string={"format": "floppy", "scope": "all"}).status_code == 422


def test_the_page_says_what_a_format_cannot_carry(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    give(app, alice, "Fog")
    page = as_alice.get(PAGE).text
    assert "older versions stay here" in page
    assert page.count("Words that replace yours become words that follow them.") == 4


def test_without_styles_it_leads_to_the_import(as_alice: FlaskClient) -> None:
    assert "/prompt-helpers/import/" in as_alice.get(PAGE).text


def test_the_list_has_pages(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    rows = "".join(f"Style {number:03},words {number},\n" for number in range(150))
    address = uploaded(as_alice, "name,prompt,negative_prompt\n" + rows)
    choose(as_alice, address, [], go="2")
    choose(as_alice, address + "?page=2", [*range(100, 150)], go="1")
    choose(as_alice, address, [*range(100)])
    first = as_alice.get(PAGE).text
    assert first.count('name="only"') == 100
    older = first.split('href="/prompt-helpers/export/?before=')[1].split('"')[0]
    assert as_alice.get(PAGE, query_string={"before": older}).text.count('name="only"') == 50
