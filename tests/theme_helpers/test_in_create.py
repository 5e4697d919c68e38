"""Themes in Create: offered, found, drawn with, remembered, and shown with the picture."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import PART, carry_out, composed, fresh, requests_in
from tests.theme_helpers.scene import bring, builtin, make_style
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ThemeHelper, User

OFFERED = re.compile(r'name="theme" value="([^"]*)"')
CHOSEN = re.compile(r'name="theme" value="([^"]*)" checked')
SUITED = re.compile(r'id="suited" aria-live="polite">\s*<fieldset.*?</fieldset>', re.DOTALL)


def drawn_with(app: Flask, client: FlaskClient, slug: str) -> Image:
    """Asks for a picture in Create and returns it."""
    assert client.post("/generate/", data=composed(client, theme=slug, num_outputs="1")).status_code == 303
    (image_id,) = carry_out(app, requests_in(app)[-1].id)
    return fresh(app, Image, image_id)


def test_favourites_come_first_then_built_in_ones(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    bring(app, alice, slug="mine-only")
    as_alice.post(f"/theme-favorites/{builtin(app, 'under-the-leaves')}/")
    shown = OFFERED.findall(as_alice.get("/generate/").text)
    assert shown[:3] == ["", "under-the-leaves", "northern-coast"]
    assert len(shown) <= 1 + 8 + 11
    assert "mine-only" not in shown


def test_a_theme_from_the_address_is_chosen_with_its_styles(app: Flask, as_alice: FlaskClient) -> None:
    page = as_alice.get("/generate/?theme=paper-theatre").text
    assert CHOSEN.findall(page) == ["paper-theatre"]
    suited = SUITED.search(page)
    assert suited is not None
    assert 'value="paper-cut-out"' in suited[0]
    assert SUITED.search(as_alice.get("/generate/").text) is None


def test_a_hidden_or_odd_theme_in_the_address_chooses_none(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    bring(app, alice, slug="of-alice", name="Of Alice")
    for slug in ("of-alice", "no-such", "%00", "x" * 300):
        page = as_bob.get(f"/generate/?theme={slug}")
        assert (page.status_code, CHOSEN.findall(page.text)) == (200, [""])
        assert "Of Alice" not in page.text


def test_words_find_others(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    bring(app, alice, slug="of-alice", name="Kelp barn")
    found = "/generate/themes/?theme_words=kelp"
    assert OFFERED.findall(as_alice.get(found, headers=PART).text) == ["", "of-alice"]
    assert OFFERED.findall(as_bob.get(found, headers=PART).text) == [""]
    assert as_alice.get(found).location == "/theme-helpers/?q=kelp"


def test_choosing_one_offers_its_styles_without_those_hidden(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    hidden, shared = make_style(app, alice, "Hidden"), make_style(app, alice, "Open", visibility="shared")
    bring(app, alice, slug="of-alice", visibility="shared", styles=(hidden, shared))
    bring(app, alice, slug="private", styles=(shared,))
    path = "/generate/themes/suited/?theme="
    mine, theirs = (client.get(f"{path}of-alice", headers=PART).text for client in (as_alice, as_bob))
    assert "Hidden" in mine
    assert "Hidden" not in theirs
    assert "Open" in theirs
    assert "Open" not in as_bob.get(f"{path}private", headers=PART).text
    assert as_bob.get(f"{path}of-alice").location == "/generate/?theme=of-alice"


def test_it_is_drawn_with_and_remembered(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    image = drawn_with(app, as_alice, "sunken-kingdom")
    asked = quick.requests[-1]
    assert asked.prompt.startswith("a red boat, in a sunken kingdom under the sea")
    assert "dry land" in asked.negative_prompt
    assert CHOSEN.findall(as_alice.get("/generate/").text) == ["sunken-kingdom"]
    assert CHOSEN.findall(as_alice.get(f"/generate/?remix={image.id}").text) == ["sunken-kingdom"]
    assert ">Sunken kingdom</a>" in as_alice.get(f"/images/{image.id}/").text.replace("</svg>", ">")


def test_one_that_is_gone_or_hidden_is_refused(
    app: Flask, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    bring(app, alice, slug="of-alice")
    for slug in ("of-alice", "no-such"):
        answer = as_bob.post("/generate/", data=composed(as_bob, theme=slug))
        assert answer.status_code == 422
        assert "This theme is not there any more." in answer.text
    assert requests_in(app) == []


def test_others_see_but_the_name_of_a_private_one(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    made = bring(app, alice, slug="of-alice", name="Salt harbour", prompt="pink water words")
    image = drawn_with(app, as_alice, "of-alice")
    with app.app_context(), writing():
        row = db.session.get_one(Image, image.id)
        row.visibility, row.allows_remix = "public", True
    mine, theirs = (client.get(f"/images/{image.id}/").text for client in (as_alice, as_bob))
    link = f'href="/theme-helpers/{made.id}/"'
    assert link in mine
    assert link not in theirs
    assert "Salt harbour" in theirs
    assert "pink water words" not in theirs
    remix = as_bob.get(f"/generate/?remix={image.id}").text
    assert CHOSEN.findall(remix) == [""]
    assert "pink water words" not in remix


def test_a_deleted_one_keeps_its_name_with_the_picture(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    made = bring(app, alice, slug="of-alice", name="Salt harbour")
    image = drawn_with(app, as_alice, "of-alice")
    as_alice.post(f"/theme-helpers/{made.id}/delete/")
    assert "Salt harbour" in as_alice.get(f"/images/{image.id}/").text
    assert CHOSEN.findall(as_alice.get("/generate/").text) == [""]
    assert fresh(app, ThemeHelper, made.id).deleted_at is not None
