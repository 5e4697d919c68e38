"""What came of an edit stands beside what was before, and one goes on, back, or tries again from there."""

import re
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.operations import BrushEngine, filled, mask_file
from tests.scene import carry_out, fresh, hang, requests_in
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, User

SHOWN = re.compile(r'<div class="stack" data-compare="over">.*?</label>', re.DOTALL)


def erased(app: Flask, client: FlaskClient, source: UUID) -> UUID:
    """Erases something of the picture and returns the result's id."""
    url = f"/edit/{source}/"
    client.post(url, data=filled(client, url, "erase", mask=(mask_file(), "mask.png")))
    return carry_out(app, requests_in(app)[-1].id)[0]


def pairs(page: str) -> list[list[str]]:
    """Returns the files of each pair, the one before first."""
    return [re.findall(r'src="/files/([0-9a-f-]+)/picture.webp"', each) for each in SHOWN.findall(page)]


def test_the_result_stands_beside_what_was_before(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice)
    made = erased(app, as_alice, source)
    page = as_alice.get(f"/edit/{source}/").text
    assert pairs(page) == [[str(source), str(made)]]
    assert f'href="/edit/{made}/"' in page
    assert pairs(as_alice.get(f"/status/{requests_in(app)[0].id}/").text) == [[str(source), str(made)]]


def test_one_goes_on_with_the_result_and_back_again(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice)
    made = erased(app, as_alice, source)
    back = f'href="/edit/{source}/">Back to the picture before'
    assert back in as_alice.get(f"/edit/{made}/").text
    assert "Back to the picture before" not in as_alice.get(f"/edit/{source}/").text


def test_what_is_gone_is_led_to_no_more(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    source = hang(app, alice)
    made = erased(app, as_alice, source)
    as_alice.post(f"/images/{source}/delete/")
    assert "Back to the picture before" not in as_alice.get(f"/edit/{made}/").text
    assert pairs(as_alice.get(f"/status/{requests_in(app)[0].id}/").text) == []


def test_anothers_picture_is_shown_only_while_all_may_see_it(
    app: Flask, as_bob: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice, visibility="public", allows_remix=True)
    erased(app, as_bob, source)
    status = f"/status/{requests_in(app)[0].id}/"
    assert len(pairs(as_bob.get(status).text)) == 1
    with app.app_context(), writing():
        db.session.get_one(Image, source).visibility = "private"
    page = as_bob.get(status).text
    assert pairs(page) == []
    assert str(source) not in page


def test_it_is_tried_again_with_the_same_mask_and_another_seed(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice)
    erased(app, as_alice, source)
    (first,) = requests_in(app)
    answer = as_alice.post(f"/status/{first.id}/retry/")
    again = requests_in(app)[-1]
    assert answer.headers["Location"] == f"/status/{again.id}/"
    carry_out(app, again.id)
    one, two = brush.requests
    assert (one.mask, one.params) == (two.mask, two.params)
    assert one.seed != two.seed
    assert fresh(app, type(first), first.id).status == "completed"


def test_without_words_it_shows_what_the_picture_before_shows(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    made = erased(app, as_alice, hang(app, alice, alt_text="A boat on a lake."))
    image = fresh(app, Image, made)
    assert image.alt_text == "A boat on a lake."
