"""Every version has its place in the history, with what it changed, and a page of its own."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.prompt_helpers.scene import make_style, reword, versions_of
from tests.scene import PART
from webapp.models import User
from webapp.prompt_helpers.history import PAGE_SIZE
from webapp.style_writing import Wording, save_version

SHOWN = re.compile(r"<b>v(\d+)</b>")
MORE = re.compile(r'hx-get="([^"]+)"')


def without_tags(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_the_diff_is_marked_and_can_be_heard(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    reword(app, style, alice, "thick chalk, rain", "Bolder")
    page = as_alice.get(f"/prompt-helpers/{style.id}/versions/").text
    assert re.search(r"<del>.*?soft.*?</del>", page)
    assert re.search(r"<ins>.*?thick.*?</ins>", page)
    heard = without_tags(page)
    assert "removed: soft, end of removed. added: thick, end of added. chalk, rain" in heard
    assert "Bolder" in heard
    assert SHOWN.findall(page) == ["2", "1"]


def test_other_places_and_presets_are_said_in_words(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    with app.app_context():
        save_version(
            style.id, alice.id, Wording("soft chalk, rain", style_preset="pastel", placements={"image": "prefix"})
        )
    heard = without_tags(as_alice.get(f"/prompt-helpers/{style.id}/versions/2/").text)
    assert "Preset: none → pastel" in heard
    assert "Pictures: after what is typed → before what is typed" in heard
    assert "soft chalk, rain, a lighthouse on a cliff" in heard


def test_a_long_history_comes_in_pages(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    for number in range(2, PAGE_SIZE + 4):
        reword(app, style, alice, f"chalk {number}")
    first = as_alice.get(f"/prompt-helpers/{style.id}/versions/").text
    more = MORE.search(first)
    assert more
    rest = as_alice.get(more[1], headers=PART).text
    assert [int(n) for n in SHOWN.findall(first + rest)] == list(range(PAGE_SIZE + 3, 0, -1))
    assert "removed: 4, end of removed." in without_tags(first)


def test_numbers_that_are_none_are_nothing_here(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    for number in ("0", "2", "99999999999999999999"):
        assert as_alice.get(f"/prompt-helpers/{style.id}/versions/{number}/").status_code == 404
        assert as_alice.post(f"/prompt-helpers/{style.id}/versions/{number}/restore/").status_code == 404
    for below in ("0", "-5", "x", "99999999999999999999"):
        assert as_alice.get(f"/prompt-helpers/{style.id}/versions/?below={below}").status_code == 200


def test_going_back_makes_a_new_version(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    reword(app, style, alice, "thick chalk")
    page = as_alice.post(f"/prompt-helpers/{style.id}/versions/1/restore/", follow_redirects=True).text
    assert "Back to v1, as v3." in page
    found = [(version.number, version.prompt, version.notes) for version in versions_of(app, style.id)]
    assert found == [
        (1, "soft chalk, rain", ""),
        (2, "thick chalk", ""),
        (3, "soft chalk, rain", "Back to v1"),
    ]
    again = as_alice.post(f"/prompt-helpers/{style.id}/versions/1/restore/", follow_redirects=True).text
    assert "v3 has these words already." in again
    assert len(versions_of(app, style.id)) == 3


def test_others_read_the_history_of_a_shared_style_and_cannot_go_back(
    app: Flask, as_bob: FlaskClient, alice: User
) -> None:
    style = make_style(app, alice, visibility="shared")
    reword(app, style, alice, "thick chalk")
    page = as_bob.get(f"/prompt-helpers/{style.id}/versions/1/")
    assert page.status_code == 200
    assert "Go back to these words" not in page.text
    assert as_bob.post(f"/prompt-helpers/{style.id}/versions/1/restore/").status_code == 403
