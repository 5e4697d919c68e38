"""One picture's page: all of it for its owner, the picture for everyone else who may see it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, carry_out, hang
from webapp.models import User


def test_the_owner_sees_the_recipe(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    (made,) = carry_out(app, ask(app, alice, prompt="a {red} boat", seed=77, steps=12, negative_prompt="fog"))
    text = as_alice.get(f"/images/{made}/").text
    for word in ("a red boat", "a {red} boat", "77", "12", "96 × 64", "Quick", "fog"):
        assert word in text


def test_others_see_a_public_picture_without_its_recipe(
    app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    made = hang(app, alice, visibility="public", prompt="a secret recipe", seed=424242, title="Harbour")
    for client in (as_bob, guest):
        text = client.get(f"/images/{made}/").text
        assert "Harbour" in text
        assert "Alice" in text
        assert "a secret recipe" not in text
        assert "424242" not in text
        assert "/edit/" not in text


@pytest.mark.parametrize("values", [{}, {"deleted_at": datetime(2026, 1, 1, tzinfo=UTC)}])
def test_hidden_and_absent_answer_alike(
    app: Flask, as_charlie: FlaskClient, guest: FlaskClient, alice: User, values: dict[str, object]
) -> None:
    hidden = hang(app, alice, **values)
    for client in (as_charlie, guest):
        found, absent = client.get(f"/images/{hidden}/"), client.get(f"/images/{uuid4()}/")
        assert found.status_code == absent.status_code == 404
        assert "Nothing here" in found.text


def test_its_neighbours_are_those_of_the_wall_it_hangs_on(
    app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User, bob: User
) -> None:
    older, other, middle, private = (
        hang(app, alice, visibility="public"),
        hang(app, bob, visibility="public"),
        hang(app, alice, visibility="public"),
        hang(app, alice),
    )
    mine = as_alice.get(f"/images/{middle}/").text
    assert f'href="/images/{private}/" rel="prev"' in mine
    assert f'href="/images/{older}/" rel="next"' in mine
    public = guest.get(f"/images/{middle}/").text
    assert 'hidden rel="prev"' in public
    assert f'href="/images/{other}/" rel="next"' in public


def test_an_unlisted_picture_is_for_its_share_links_alone(
    app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    made = hang(app, alice, visibility="unlisted", title="Harbour")
    for client in (as_bob, guest):
        assert client.get(f"/images/{made}/").status_code == 404
        assert client.get(f"/files/{made}/picture.webp").status_code == 404
