"""How a picture came about: everything that can be done to one can be looked for, under the name it is kept by."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.gallery.test_index import cards
from tests.scene import hang
from webapp.models import User
from webapp.operations.offered import EDITS, ENLARGEMENTS
from webapp.wall_chips import KINDS

CHANGES = [kind.name for kind in (*EDITS, *ENLARGEMENTS)]


def offered(client: FlaskClient) -> list[str]:
    page = client.get("/user-images/filter/").text
    field = page[page.index('name="kind"') :]
    return re.findall(r'<option value="(\w+)"', field[: field.index("</select>")])


def test_the_form_offers_what_pictures_are_kept_as(as_alice: FlaskClient) -> None:
    assert offered(as_alice) == list(KINDS)
    assert sorted(KINDS) == sorted(["initial", "remix", "upload", *CHANGES])


@pytest.mark.parametrize("kind", CHANGES)
def test_each_change_is_found_by_its_kind(app: Flask, as_alice: FlaskClient, alice: User, kind: str) -> None:
    wanted = str(hang(app, alice, generation_type=kind))
    hang(app, alice)
    page = as_alice.get(f"/user-images/?kind={kind}").text
    assert cards(page) == [wanted]
    assert f'aria-label="Without {KINDS[kind]}"' in page
