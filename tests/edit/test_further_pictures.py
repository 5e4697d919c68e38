"""Operations that take a second picture: it is chosen among one's own, and travels to the engine."""

import io

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.operations import BrushEngine, filled
from tests.scene import carry_out, hang, requests_in
from webapp.extensions import db
from webapp.models import ImageRequest, User
from webapp.pipeline.submit import retry


def test_it_is_offered_and_reaches_the_engine(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    look, source = hang(app, alice), hang(app, alice)
    url = f"/edit/{source}/"
    assert f'name="pick-style_image" value="{look}"' in as_alice.get(f"{url}?operation=style_transfer").text
    as_alice.post(url, data=filled(as_alice, url, "style_transfer", **{"pick-style_image": str(look)}))
    (made,) = requests_in(app)
    assert made.pictures == {"style_image": str(look)}
    carry_out(app, made.id)
    (request,) = brush.requests
    assert Pixels.open(io.BytesIO(request.pictures["style_image"])).size == (48, 32)
    with app.app_context():
        assert retry(db.session.get_one(ImageRequest, made.id), 0).pictures == made.pictures


def test_without_it_the_form_says_so(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    url = f"/edit/{hang(app, alice)}/"
    answer = as_alice.post(url, data=filled(as_alice, url, "style_transfer", prompt="like chalk"))
    assert answer.status_code == 422
    assert "Choose one of your pictures." in answer.text
    assert "like chalk" in answer.text


def test_that_of_somebody_else_is_not_taken(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, brush: BrushEngine
) -> None:
    url = f"/edit/{hang(app, alice)}/"
    theirs = hang(app, bob, visibility="public")
    answer = as_alice.post(url, data=filled(as_alice, url, "style_transfer", **{"pick-style_image": str(theirs)}))
    assert answer.status_code == 422
    assert requests_in(app) == []


def test_another_engine_brings_its_own_fields_and_the_words_stay(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    url = f"/edit/{hang(app, alice)}/?operation=outpaint&model_backend=brush&prompt=more+sea"
    page = as_alice.get(url, headers={"HX-Request": "true"}).text
    assert "<html" not in page
    assert "more sea</textarea>" in page
    assert '<option selected value="brush">' in page
