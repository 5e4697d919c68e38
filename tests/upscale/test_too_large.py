"""What is too large for an engine is refused before anything is sent, with the limit and the nearest that works."""

import html
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.operations import BrushEngine, filled
from tests.scene import hang, requests_in
from webapp.models import User

ERRORS = re.compile(r'<p class="error" id="([\w-]+)-error">.*?<span>(.*?)</span>', re.DOTALL)


def refused(app: Flask, client: FlaskClient, owner: User, operation: str, **values: Any) -> tuple[dict[str, str], str]:
    """Sends the form for a picture of 1216 x 810 pixels; returns what stands beside each field, and the page."""
    url = f"/upscale/{hang(app, owner, width_px=1216, height_px=810)}/"
    values = {f"set-{name}" if name == "scale" else name: value for name, value in values.items()}
    values |= {"set-of": f"brush/{operation}/"}
    answer = client.post(url, data=filled(client, url, operation, **values))
    assert answer.status_code == 422
    assert requests_in(app) == []
    return {field: html.unescape(words) for field, words in ERRORS.findall(answer.text)}, answer.text


def test_a_picture_that_would_become_too_large_is_told_the_largest_that_works(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    said, page = refused(app, as_alice, alice, "upscale_conservative", scale="3.5")
    sentence = (
        "Brush makes up to 4 megapixels; 3.5x of this picture would be 12.1. Choose 2x, or Sketchbook, which can."
    )
    assert said == {"set-scale": sentence}
    assert 'value="3.5"' in page


def test_where_no_engine_can_none_is_named(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    said, _ = refused(app, as_alice, alice, "upscale_conservative", scale="6")
    assert said["set-scale"].endswith("6x of this picture would be 35.5. Choose 2x.")


def test_a_size_in_pixels_is_answered_where_it_was_typed(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    said, page = refused(app, as_alice, alice, "upscale_conservative", longest_px="3648")
    assert "3x of this picture would be 8.9. Choose 2x" in said["longest_px"]
    assert 'value="3648"' in page


def test_a_picture_that_the_engine_cannot_take_at_all_names_one_that_can(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    said, page = refused(app, as_alice, alice, "upscale_creative", prompt="fine grass")
    sentence = "Brush takes up to 40 pixels a side; this picture is 1,216 × 810. Choose Sketchbook, which can."
    assert said == {"model_backend": sentence}
    assert "fine grass" in page


@pytest.mark.parametrize("scale", ["2", "1.25"])
def test_what_fits_is_taken(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine, scale: str) -> None:
    url = f"/upscale/{hang(app, alice)}/"
    values = {"set-of": "brush/upscale_conservative/", "set-scale": scale}
    as_alice.post(url, data=filled(as_alice, url, "upscale_conservative", **values))
    assert len(requests_in(app)) == 1
