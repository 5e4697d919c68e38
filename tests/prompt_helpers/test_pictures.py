"""Pictures name the style they were made with, and a style shows its pictures: each to those who may see them."""

import re
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.prompt_helpers.scene import make_style, reword, use
from tests.scale.statements import listening, plan
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, PromptHelper, User

CARD = re.compile(r'<a href="/images/([0-9a-f-]+)/"><img')
NEEDLESS = re.compile(r"SCAN image\b|TEMP B-TREE|Seq Scan on image\b|Sort", re.IGNORECASE)


def publish(app: Flask, image_id: UUID, **values: object) -> None:
    with app.app_context(), writing() as session:
        image = session.get_one(Image, image_id)
        for name, value in {"visibility": "public", **values}.items():
            setattr(image, name, value)


def tells_the_secret(client: FlaskClient, image_id: UUID) -> bool:
    with client.get(f"/files/{image_id}/picture.webp") as answer:
        return "a secret wording".encode("utf-16-be") in answer.data


def test_each_version_has_its_own_wall(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    style = make_style(app, alice)
    first = use(app, as_alice, style)
    reword(app, style, alice, "thick chalk")
    second = use(app, as_alice, style)
    use(app, as_alice, make_style(app, alice, name="Other"))
    base = f"/prompt-helpers/{style.id}"
    assert CARD.findall(as_alice.get(f"{base}/pictures/").text) == [str(second), str(first)]
    assert CARD.findall(as_alice.get(f"{base}/versions/1/pictures/").text) == [str(first)]
    assert CARD.findall(as_alice.get(f"{base}/versions/2/pictures/").text) == [str(second)]
    assert "Chalk · made with v1" in as_alice.get(f"/images/{first}/").text
    assert f"{base}/versions/2/" in as_alice.get(f"/images/{second}/").text
    assert "0 of your 2 pictures are favourites" in as_alice.get(f"{base}/").text


def test_private_pictures_hang_on_nobody_elses_wall(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    style = make_style(app, alice, visibility="shared")
    shown, _hidden = use(app, as_alice, style), use(app, as_alice, style)
    publish(app, shown)
    base = f"/prompt-helpers/{style.id}"
    assert CARD.findall(as_bob.get(f"{base}/pictures/?of=all").text) == [str(shown)]
    assert CARD.findall(as_bob.get(f"{base}/pictures/").text) == []
    assert CARD.findall(as_bob.get(f"{base}/versions/1/pictures/").text) == []


def test_others_read_only_the_name_of_a_private_style(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, guest: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    style = make_style(app, alice, "a secret wording")
    made = use(app, as_alice, style)
    publish(app, made)
    for client in (as_bob, guest):
        page = client.get(f"/images/{made}/").text
        assert "Chalk" in page
        assert "made with" not in page
        assert "secret" not in page
        assert str(style.id) not in page
    publish(app, made, allows_remix=True)
    page = as_bob.get(f"/images/{made}/").text
    assert "Chalk · made with v1" in page
    assert "a red boat" in page
    assert "secret" not in page
    assert str(style.id) not in page
    assert "a secret wording" in as_alice.get(f"/images/{made}/").text


def test_the_file_keeps_the_words_of_a_private_style_to_its_owner(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    style = make_style(app, alice, "a secret wording")
    made = use(app, as_alice, style)
    publish(app, made, allows_remix=True)
    assert tells_the_secret(as_alice, made)
    assert not tells_the_secret(as_bob, made)
    with app.app_context(), writing() as session:
        session.get_one(PromptHelper, style.id).visibility = "shared"
    assert tells_the_secret(as_bob, made)


def test_tags_tell_nothing_of_the_words_of_ones_own_style(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    made = use(app, as_alice, make_style(app, alice, "a lighthouse, a red boat, calm sea"))
    with app.app_context():
        tags = {tag.name for tag in db.session.get_one(Image, made).tags}
    assert "boat" in tags
    assert not tags & {"lighthouse", "sea"}


def test_its_walls_are_read_from_an_index_in_order(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    base = f"/prompt-helpers/{style.id}"
    for path, index in (
        (f"{base}/pictures/", "ix_image_my_prompt_helper_id"),
        (f"{base}/pictures/?of=all", "ix_image_public_prompt_helper_id"),
        (f"{base}/versions/1/pictures/", "ix_image_my_prompt_helper_version_id"),
    ):
        with listening(app) as heard:
            assert as_alice.get(path).status_code == 200
        (query,) = heard.of_pictures()
        with app.app_context():
            how = plan(*query)
        assert index in how, how
        assert not NEEDLESS.search(how), how
