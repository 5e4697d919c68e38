"""More like a style; styles for a picture."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import cast
from tests.similar.conftest import read_all
from tests.similar.test_words import AS_JSON, URL, draw
from webapp.extensions import db
from webapp.models import Image, PromptHelper, User


def like(client: FlaskClient, **asked: object) -> list[str]:
    answer = client.get(URL, query_string=asked, headers=AS_JSON).json
    return [each["slug"] for each in answer["styles"]]


def hang(app: Flask, owner: User, **values: object) -> Image:
    with app.app_context():
        return cast.make_image(owner, prompt="graphite hatching, sketched with a pencil on paper", **values)


def test_more_like_a_style_leaves_itself_out(as_alice: FlaskClient, read: None) -> None:
    found = like(as_alice, style="watercolour")
    assert len(found) == 12
    assert "watercolour" not in found
    assert {"ink-wash", "pastel", "oil", "gouache"} & set(found[:4])
    assert "Styles like Watercolour" in as_alice.get(URL, query_string={"style": "watercolour"}).text


def test_an_id_is_as_good_as_a_slug(app: Flask, as_alice: FlaskClient, read: None) -> None:
    with app.app_context():
        style_id = db.session.scalar(select(PromptHelper.id).where(PromptHelper.slug == "watercolour"))
    assert like(as_alice, style=style_id) == like(as_alice, style="watercolour")


def test_a_hidden_style_is_as_absent_as_none(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    style = draw(app, alice, "My whales")
    read_all(app)
    assert as_alice.get(URL, query_string={"style": style.id}).status_code == 200
    for name in (style.id, style.slug, "no-such-style"):
        assert as_bob.get(URL, query_string={"style": name}).status_code == 404


def test_a_style_that_is_not_read_yet_says_so(app: Flask, as_alice: FlaskClient, read: None, alice: User) -> None:
    style = draw(app, alice, "My whales")
    assert "still being read" in as_alice.get(URL, query_string={"style": style.slug}).text
    assert as_alice.get(URL, query_string={"style": style.slug}, headers=AS_JSON).json["is_unread"] is True


def test_a_picture_finds_its_style(app: Flask, as_alice: FlaskClient, read: None, alice: User) -> None:
    image = hang(app, alice)
    assert like(as_alice, image=image.id)[0] == "pencil"
    page = as_alice.get(URL, query_string={"image": image.id}).text
    assert "Styles for a picture" in page
    assert f"/files/{image.id}/small.webp" in page


def test_its_words_are_used_only_by_those_who_may(app: Flask, as_bob: FlaskClient, read: None, alice: User) -> None:
    expected = {
        404: hang(app, alice),
        403: hang(app, alice, visibility="public"),
        200: hang(app, alice, visibility="public", allows_remix=True),
    }
    for status, image in expected.items():
        answer = as_bob.get(URL, query_string={"image": image.id})
        assert answer.status_code == status
        assert "graphite hatching" not in answer.text


def test_an_odd_id_is_no_picture(as_alice: FlaskClient, read: None) -> None:
    assert as_alice.get(URL, query_string={"image": "../../etc/passwd"}).status_code == 404
    assert as_alice.get(URL, query_string={"style": "x" * 9000}).status_code == 404
