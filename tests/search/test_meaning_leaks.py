"""On the public wall only what everybody may read leads to a picture: nothing of a hidden prompt can be found out."""

from collections.abc import Callable
from uuid import UUID

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.cast import make_image
from tests.search.likeness import GALLERY, hang, like, read
from webapp.database import writing
from webapp.extensions import db
from webapp.meaning.index import vector_of
from webapp.models import Embedding, Image, PromptHelper, Tag, User
from webapp.tag_counts import counting
from webapp.tagging import tags_from
from webapp.tags.renaming import rename_tag

pytestmark = pytest.mark.usefixtures("unread")
SECRET = "a red zeppelin over a volcano"


def change(app: Flask, image_id: str, **values: object) -> None:
    with app.app_context(), writing() as session, counting(session, [UUID(image_id)]):
        for name, value in values.items():
            setattr(session.get_one(Image, UUID(image_id)), name, value)


def shown_vector(app: Flask, image_id: str) -> np.ndarray | None:
    with app.app_context():
        return vector_of("shown", UUID(image_id))


def test_a_hidden_prompt_changes_nothing_on_the_public_wall(
    app: Flask, alice: User, as_alice: FlaskClient, as_charlie: FlaskClient
) -> None:
    texts = {"title": "Afternoon", "visibility": "public"}
    secret = hang(app, alice, prompt=SECRET, seed=7, **texts)
    shared = hang(app, alice, prompt=SECRET, allows_remix=True, **texts)
    plain = hang(app, alice, prompt="", **texts)
    read(app)
    vectors = [shown_vector(app, each) for each in (secret, shared, plain)]
    assert all(np.array_equal(vectors[0], each) for each in vectors[1:])
    for client in (app.test_client(), as_charlie, as_alice):
        assert like(client, SECRET, GALLERY) == []
        assert set(like(client, "afternoon", GALLERY)) == {secret, shared, plain}
    assert set(like(as_alice, SECRET)) == {secret, shared}


def test_private_and_unlisted_pictures_have_no_vector_of_what_is_shown(
    app: Flask, alice: User, as_charlie: FlaskClient
) -> None:
    made = [hang(app, alice, title=SECRET, visibility=each) for each in ("private", "unlisted")]
    read(app)
    assert [shown_vector(app, each) for each in made] == [None, None]
    assert like(as_charlie, SECRET, GALLERY) == []
    assert like(as_charlie, SECRET) == []


@pytest.mark.parametrize(
    "hide",
    [
        lambda app, made: change(app, made, title="Afternoon"),
        lambda app, made: change(app, made, visibility="private"),
        lambda app, made: (change(app, made, visibility="private"), change(app, made, title="Afternoon")),
    ],
)
def test_what_is_hidden_again_leads_nowhere_at_once(
    app: Flask, alice: User, hide: Callable[[Flask, str], None]
) -> None:
    made = hang(app, alice, title=SECRET, visibility="public")
    read(app)
    guest = app.test_client()
    assert like(guest, SECRET, GALLERY) == [made]
    hide(app, made)
    assert like(guest, SECRET, GALLERY) == []
    change(app, made, visibility="public", title="Afternoon")
    assert like(guest, SECRET, GALLERY) == []
    read(app)
    assert like(guest, SECRET, GALLERY) == []
    assert like(guest, "afternoon", GALLERY) == [made]


def test_tags_and_shared_styles_count_under_their_newest_names(app: Flask, alice: User) -> None:
    with app.app_context():
        style = PromptHelper(name="Quiet paint", slug="quiet", owner_id=alice.id, visibility="shared")
        with writing() as session:
            session.add(style)
        made = str(make_image(alice, prompt=SECRET, visibility="public", prompt_helper_id=style.id).id)
    with app.app_context(), writing() as session, counting(session, [UUID(made)]):
        session.get_one(Image, UUID(made)).tags = tags_from("a volcano")
    read(app)
    guest = app.test_client()
    assert like(guest, "a volcano", GALLERY) == [made]
    with app.app_context():
        rename_tag(db.session.scalars(select(Tag.id).where(Tag.name == "a volcano")).one(), "a kitten")
        with writing() as session:
            session.get_one(PromptHelper, style.id).visibility = "private"
    assert like(guest, "a volcano", GALLERY) == []
    read(app)
    assert like(guest, "a kitten", GALLERY) == [made]
    assert like(guest, "quiet paint", GALLERY) == []


def test_the_trash_and_the_end_leave_no_vector(app: Flask, alice: User) -> None:
    gone = hang(app, alice, title=SECRET, visibility="public")
    read(app)
    with app.app_context(), writing() as session, counting(session, [UUID(gone)]):
        session.execute(delete(Image).where(Image.id == UUID(gone)))
    with app.app_context():
        left = select(Embedding.thing_id).where(Embedding.kind == "shown")
        assert db.session.scalars(left).all() == []
