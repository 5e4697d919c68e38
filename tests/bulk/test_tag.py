"""Tags for many: added and taken away, counted right, never too many on one picture."""

from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.bulk.test_act import act
from tests.scene import hang
from tests.tags.scene import hang_tagged, listed, without_tags
from webapp.extensions import db
from webapp.models import Image, User
from webapp.tagging import MOST_TAGS


def labels(app: Flask, image_id: UUID) -> list[str]:
    with app.app_context():
        return [tag.label for tag in db.session.get_one(Image, image_id).tags]


def test_tags_join_those_that_are_there(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    without_tags(app)
    first, second = hang_tagged(app, alice, "Boat", visibility="public"), hang(app, alice, visibility="public")
    for _ in range(2):
        assert "2 pictures tagged" in act(as_alice, "tag", [first, second], tags="boat, Red Sea")
        assert labels(app, first) == labels(app, second) == ["Boat", "Red Sea"]
    assert sorted(listed(as_alice.get("/tags/").text)) == [("Boat", 2), ("Red Sea", 2)]


def test_tags_are_taken_away(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    first, second = hang_tagged(app, alice, "boat, sea"), hang_tagged(app, alice, "sea")
    act(as_alice, "untag", [first, second], tags="SEA, unknown")
    assert (labels(app, first), labels(app, second)) == (["boat"], [])


def test_a_picture_with_too_many_stays_as_it_is(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    full, free = hang_tagged(app, alice, ",".join(f"t{n}" for n in range(MOST_TAGS))), hang(app, alice)
    said = act(as_alice, "tag", [full, free], tags="boat")
    assert "1 picture tagged. 1 already carries as many tags as a picture can." in said
    assert len(labels(app, full)) == MOST_TAGS
    assert labels(app, free) == ["boat"]
