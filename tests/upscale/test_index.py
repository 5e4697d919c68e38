"""The room of enlarging lists what was enlarged, each beside the picture before, some at a time."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.edit.test_outcome import pairs
from tests.operations import BrushEngine, filled
from tests.scale.statements import listening
from tests.scene import PART, ask, carry_out, hang, requests_in
from webapp.models import User
from webapp.upscale.service import SHOWN_AT_ONCE


def test_each_result_stands_beside_the_picture_before(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice)
    url = f"/upscale/{source}/"
    as_alice.post(url, data=filled(as_alice, url, "upscale_fast"))
    (made,) = carry_out(app, requests_in(app)[0].id)
    page = as_alice.get("/upscale/").text
    assert pairs(page) == [[str(source), str(made)]]
    assert f'href="/images/{made}/">' in page


def test_others_see_nothing_of_it(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    _enlarge(app, alice, 1)
    assert pairs(as_bob.get("/upscale/").text) == []


def test_it_is_read_page_by_page_in_as_many_queries(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    _enlarge(app, alice, 1)
    as_alice.get("/upscale/", headers=PART)
    with listening(app) as few:
        as_alice.get("/upscale/", headers=PART)
    _enlarge(app, alice, SHOWN_AT_ONCE)
    with listening(app) as many:
        first = as_alice.get("/upscale/").text
    assert len(pairs(first)) == SHOWN_AT_ONCE
    (more,) = re.findall(r'hx-get="(/upscale/\?before=[^"]+)"', first)
    with listening(app) as part:
        assert len(pairs(as_alice.get(more, headers=PART).text)) == 1
    assert len(part.asked) == len(few.asked) <= len(many.asked) <= len(few.asked) + 2


def _enlarge(app: Flask, owner: User, count: int) -> None:
    for _ in range(count):
        source = hang(app, owner)
        wish = {"kind": "upscale", "operation": "upscale_fast", "model_backend": "brush", "source_image_id": source}
        carry_out(app, ask(app, owner, **wish, prompt="", params={"scale": 2.0}))
