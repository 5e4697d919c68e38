"""A style's page costs a bounded number of questions, and its star is one's own."""

from flask import Flask
from flask.testing import FlaskClient

from tests.prompt_helpers.scene import make_style, reword
from tests.scale.statements import listening
from webapp.models import User


def test_it_asks_a_bounded_number_however_much_there_is(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    path = f"/prompt-helpers/{style.id}/"
    as_alice.get(path)
    with listening(app) as first:
        as_alice.get(path)
    for number in range(12):
        reword(app, style, alice, f"chalk {number}")
        make_style(app, alice, name=f"Fork {number}", parent_id=style.id)
    with listening(app) as later:
        assert as_alice.get(path).status_code == 200
    assert len(later.texts) <= len(first.texts) + 3 <= 20


def test_a_star_is_one_s_own(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    style = make_style(app, alice, visibility="shared")
    as_alice.post(f"/styles/{style.id}/favorite/")
    path = f"/prompt-helpers/{style.id}/"
    assert 'aria-pressed="true"' in as_alice.get(path).text
    assert 'aria-pressed="true"' not in as_bob.get(path).text
