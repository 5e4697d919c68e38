"""Whoever chooses Sketchbook reads on the page what an AI engine would do better."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from webapp.engines.builtin.edits import EDITS
from webapp.engines.registry import engine
from webapp.models import User

PLAIN = {"upscale_fast"}


@pytest.mark.parametrize("name", sorted(EDITS.keys() - PLAIN))
def test_the_page_says_it(app: Flask, as_alice: FlaskClient, alice: User, name: str) -> None:
    room = "upscale" if name.startswith("upscale") else "edit"
    page = as_alice.get(f"/{room}/{hang(app, alice)}/?operation={name}").text
    caveat = engine("builtin").capabilities.operations[name].caveat
    assert "Sketchbook" in caveat
    assert caveat in page.replace("&#39;", "'")
