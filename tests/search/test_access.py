"""Who finds what: words of a picture or of a recipe that one may not see lead nowhere."""

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import make_image
from tests.search.conftest import Search
from webapp.database import writing
from webapp.models import PromptHelper, Tag, User

GALLERY = "/gallery/"
SECRETS = ("zeppelin", "-boat", "zep", '"red zeppelin"', "mauve")


def zeppelin(app: Flask, owner: User, **values: object) -> str:
    with app.app_context():
        made = make_image(owner, prompt="a red zeppelin", title="Afternoon", **values)
        with writing() as session:
            tag = Tag(name="mauve", label="mauve")
            session.merge(made).tags.append(tag)
        return str(made.id)


def test_a_private_picture_is_found_by_its_owner_alone(
    app: Flask, search: Search, alice: User, as_alice: FlaskClient, as_charlie: FlaskClient
) -> None:
    made = zeppelin(app, alice)
    for words in SECRETS:
        assert search(as_alice, words) == [made]
        for client in (as_charlie, as_alice, app.test_client()):
            assert search(client, words, GALLERY) == []
        assert search(as_charlie, words) == []


def test_a_shown_picture_is_found_by_what_is_shown(
    app: Flask, search: Search, alice: User, as_alice: FlaskClient, as_charlie: FlaskClient
) -> None:
    made = zeppelin(app, alice, visibility="public")
    for client in (as_alice, as_charlie, app.test_client()):
        assert search(client, "afternoon mauve", GALLERY) == [made]
    assert search(as_alice, "zeppelin afternoon", GALLERY) == [made]
    assert search(as_alice, "afternoon -zeppelin", GALLERY) == []
    for client in (as_charlie, app.test_client()):
        assert search(client, "zeppelin", GALLERY) == []
        assert search(client, "afternoon -zeppelin", GALLERY) == [made]


def test_a_shared_recipe_is_found_by_people_who_are_signed_in(
    app: Flask, search: Search, alice: User, as_charlie: FlaskClient
) -> None:
    made = zeppelin(app, alice, visibility="public", allows_remix=True)
    assert search(as_charlie, "zeppelin", GALLERY) == [made]
    assert search(app.test_client(), "zeppelin", GALLERY) == []


def test_an_unlisted_picture_is_found_on_no_public_wall(app: Flask, search: Search, alice: User) -> None:
    zeppelin(app, alice, visibility="unlisted", allows_remix=True)
    assert search(app.test_client(), "afternoon", GALLERY) == []


def test_the_name_of_a_private_style_counts_for_the_owner(
    app: Flask, search: Search, alice: User, as_alice: FlaskClient, as_charlie: FlaskClient
) -> None:
    with app.app_context():
        style = PromptHelper(name="Quince", slug="quince", owner_id=alice.id, visibility="private")
        with writing() as session:
            session.add(style)
        made = str(make_image(alice, visibility="public", prompt_helper_id=style.id).id)
    assert search(as_alice, "quince") == [made]
    assert search(as_charlie, "quince", GALLERY) == []
    with app.app_context(), writing() as session:
        session.get_one(PromptHelper, style.id).visibility = "shared"
    assert search(as_charlie, "quince", GALLERY) == [made]


def test_marks_cannot_be_typed(app: Flask, search: Search, alice: User, as_charlie: FlaskClient) -> None:
    zeppelin(app, alice)
    for words in ("p", "pp", f"m{alice.id.hex}", "rzeppelin", "azeppelin", "szeppelin"):
        assert search(as_charlie, words, GALLERY) == []
