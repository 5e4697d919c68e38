"""For who wants it, each new picture is read aloud."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.narrate.scene import narrations
from tests.scene import hang
from webapp.models import User
from webapp.pipeline.hooks import trigger_post_generation_hook


def test_a_person_ticks_it_in_the_profile(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    for ticked in ({"has_narrations": "y"}, {}):
        assert as_alice.post("/profile/narrations/", data=ticked).status_code == 303
        box = as_alice.get("/profile/").text.split('name="has_narrations"')[0].rsplit("<input", 1)[1]
        assert ("checked" in box) == bool(ticked)


@pytest.mark.parametrize(
    ("ticked", "kind", "words"),
    [("y", "initial", ["A red boat on green water."]), ("", "initial", []), ("y", "probe", [])],
)
def test_its_alt_text_is_read(
    app: Flask, alice: User, as_alice: FlaskClient, ticked: str, kind: str, words: list[str]
) -> None:
    as_alice.post("/profile/narrations/", data={"has_narrations": ticked} if ticked else {})
    image_id = hang(app, alice, alt_text="A red boat on green water.", generation_type=kind)
    with app.app_context():
        trigger_post_generation_hook(image_id)
    assert [row.text for row in narrations(app)] == words
