"""What is found follows what changes, in the very moment it changes."""

from datetime import timedelta
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.cast import make_image
from tests.search.conftest import Search
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageWords, Tag, User
from webapp.models.columns import utc_now
from webapp.pipeline.trash import empty_trash
from webapp.search.keeping import keep_all_words
from webapp.tag_counts import counting
from webapp.tagging import tags_from
from webapp.tags.renaming import rename_tag

GALLERY = "/gallery/"


def boat(app: Flask, owner: User, tags: str = "", **values: object) -> str:
    with app.app_context():
        made = make_image(owner, **values)
        with writing() as session, counting(session, [made.id]):
            session.merge(made).tags = tags_from(tags)
        return str(made.id)


def change(app: Flask, image_id: str, **values: object) -> None:
    with app.app_context(), writing() as session, counting(session, [UUID(image_id)]):
        for name, value in values.items():
            setattr(session.get_one(Image, UUID(image_id)), name, value)


def test_new_words_are_found_and_old_ones_not(app: Flask, search: Search, alice: User, as_alice: FlaskClient) -> None:
    made = boat(app, alice, title="Morning", caption="calm")
    change(app, made, title="Evening", caption="", prompt="a raft")
    assert search(as_alice, "evening raft") == [made]
    for words in ("morning", "calm", "boat"):
        assert search(as_alice, words) == []


def test_going_private_again_hides_at_once(app: Flask, search: Search, alice: User, as_bob: FlaskClient) -> None:
    made = boat(app, alice, title="Morning", visibility="public", allows_remix=True)
    assert search(as_bob, "morning boat", GALLERY) == [made]
    change(app, made, allows_remix=False)
    assert search(as_bob, "boat", GALLERY) == []
    change(app, made, visibility="private")
    assert search(as_bob, "morning", GALLERY) == []


def test_the_trash_hides_and_gives_back(app: Flask, search: Search, alice: User, as_alice: FlaskClient) -> None:
    made = boat(app, alice)
    change(app, made, deleted_at=utc_now())
    assert search(as_alice, "boat") == []
    change(app, made, deleted_at=None)
    assert search(as_alice, "boat") == [made]


def test_what_is_deleted_for_good_leaves_no_words(app: Flask, alice: User) -> None:
    made = boat(app, alice)
    change(app, made, deleted_at=utc_now() - timedelta(days=31))
    with app.app_context():
        assert empty_trash() == 1
        assert db.session.query(ImageWords).count() == 0
        check_full_text()


def test_tags_count_under_their_new_names(app: Flask, search: Search, alice: User, as_alice: FlaskClient) -> None:
    one, other = boat(app, alice, "sea"), boat(app, alice, "ocean")
    with app.app_context():
        rename_tag(tag_id(app, "sea"), "Lagoon")
    assert search(as_alice, "lagoon") == [one]
    assert search(as_alice, "sea") == []
    with app.app_context():
        rename_tag(tag_id(app, "ocean"), "lagoon")
    assert search(as_alice, "lagoon") == [other, one]
    assert search(as_alice, "ocean") == []


def test_collecting_again_changes_nothing(app: Flask, search: Search, alice: User, as_alice: FlaskClient) -> None:
    made = [boat(app, alice, "sea") for _ in range(3)]
    with app.app_context():
        before = sorted(map(tuple, db.session.query(ImageWords.image_id, ImageWords.number, ImageWords.words)))
        with writing() as session:
            keep_all_words(session.connection())
        assert sorted(map(tuple, db.session.query(ImageWords.image_id, ImageWords.number, ImageWords.words))) == before
        check_full_text()
    assert search(as_alice, "sea boat") == made[::-1]


def tag_id(app: Flask, name: str) -> UUID:
    with app.app_context():
        return db.session.query(Tag.id).filter_by(name=name).scalar()


def check_full_text() -> None:
    """SQLite compares its index with the words themselves, and raises where they differ."""
    if db.engine.dialect.name == "sqlite":
        with writing() as session:
            session.execute(text("INSERT INTO image_find (image_find, rank) VALUES ('integrity-check', 1)"))
