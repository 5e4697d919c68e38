"""The owner makes a link on the picture's sharing page; it is shown once."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from tests.shares.scene import link_at, share
from webapp.models import User
from webapp.sharing.locks import HASHER

LINK = re.compile(r'value="http://[^/"]+(/s/[\w-]+/)"')


def test_a_link_is_shown_once_and_kept_as_a_hash(
    app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    made = hang(app, alice, title="Harbour")
    typed = {"shows": "words", "days": "7", "note": "For Mum", "password": "open sesame"}
    page = as_alice.post(f"/images/{made}/share/", data=typed).text
    (path,) = LINK.findall(page)
    assert len(path.strip("/").split("/")[1]) >= 43
    link = link_at(app, path)
    assert path.strip("/").split("/")[1] not in f"{vars(link)}"
    assert HASHER.verify(link.password_hash, "open sesame")
    assert link.expires_at is not None
    assert (link.expires_at - link.created_at).days in {6, 7}
    later = as_alice.get(f"/images/{made}/share/").text
    assert "For Mum" in later
    assert LINK.findall(later) == []
    assert "For Mum" in as_alice.get("/share-links/").text
    assert "sesame" not in page + later


@pytest.mark.parametrize("wrong", [{"shows": "all"}, {"days": "900"}, {"password": "short"}, {"note": "x" * 121}])
def test_nonsense_is_refused_and_kept_in_the_form(
    app: Flask, as_alice: FlaskClient, alice: User, wrong: dict[str, str]
) -> None:
    made = hang(app, alice)
    answer = as_alice.post(f"/images/{made}/share/", data={"shows": "words", "days": "7", "note": "For Mum"} | wrong)
    assert answer.status_code == 422
    assert wrong.get("note", "For Mum") in answer.text
    assert "No links yet" in answer.text


def test_links_are_seen_by_their_owner_alone(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    share(app, made, note="For Mum")
    assert "For Mum" not in as_bob.get("/share-links/").text
    assert as_bob.get(f"/images/{made}/share/").status_code == 403
