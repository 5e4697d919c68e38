"""The recipe inside a picture from another tool is shown with it and offered as a remix."""

from flask import Flask
from flask.testing import FlaskClient

from tests.pictures_in.corpus import with_texts
from tests.pictures_in.test_read_recipes import A1111
from tests.uploads.scene import only_picture, send_one
from webapp.models import User


def bring(app: Flask, client: FlaskClient, owner: User) -> str:
    answer = send_one(client, with_texts(parameters=A1111))
    assert answer.json is not None
    assert answer.json["message"] == "Added. The recipe from AUTOMATIC1111 came along."
    return str(only_picture(app, owner).id)


def test_it_is_kept_in_our_words(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    bring(app, as_alice, alice)
    image = only_picture(app, alice)
    assert (image.prompt, image.seed, image.model) == (
        "a lighthouse, (storm:1.2)\nover the sea",
        1234567890,
        "seaside_v2",
    )
    assert image.recipe["steps"] == 28
    assert image.recipe["also_found"]["Model hash"] == "abc123"


def test_its_page_tells_it(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    page = as_alice.get(f"/images/{bring(app, as_alice, alice)}/").text
    for words in ("AUTOMATIC1111", "seaside_v2", "blurry, text", "DPM++ 2M Karras", "Also found", "foam: 12ab"):
        assert words in page


def test_it_is_offered_as_a_remix(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = as_alice.get(f"/images/{bring(app, as_alice, alice)}/remix/", follow_redirects=True)
    assert answer.status_code == 200
    assert "a lighthouse, (storm:1.2)" in answer.text
    assert 'value="1234567890"' in answer.text


def test_guests_of_a_public_picture_read_nothing_of_it(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    image_id = bring(app, as_alice, alice)
    as_alice.post(f"/images/{image_id}/edit/", data={"title": "Sea", "visibility": "public"})
    page = as_bob.get(f"/images/{image_id}/")
    assert page.status_code == 200
    for words in ("seaside_v2", "blurry", "foam: 12ab"):
        assert words not in page.text
