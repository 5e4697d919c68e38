"""Pictures like a picture, of those the viewer sees on walls."""

from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.scene import PART, hang
from webapp.database import writing
from webapp.meaning.making import make_wanted
from webapp.models import Embedding, User


def read(app: Flask) -> None:
    """Makes the vectors of the pictures and of nothing else."""
    with app.app_context():
        with writing() as session:
            session.execute(delete(Embedding).where(Embedding.kind.not_in(("image", "shown"))))
        assert make_wanted(60) > 0


def places(text: str, *ids: UUID) -> list[int]:
    return [text.find(f'href="/images/{each}/"') for each in ids]


def test_the_nearest_come_first_and_only_from_walls(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, guest: FlaskClient, alice: User, bob: User
) -> None:
    def hung(owner: User, title: str, visibility: str) -> UUID:
        return hang(app, owner, title=title, visibility=visibility)

    made = hung(alice, "sailing boats in a harbour", "public")
    far, near = (hung(bob, title, "public") for title in ("an accountant's office", "yachts at a quay"))
    private, unlisted = (hung(alice, "boats in the harbour", each) for each in ("private", "unlisted"))
    read(app)
    for client in (guest, as_bob):
        text = client.get(f"/images/{made}/similar/", headers=PART).text
        first, last, *hidden = places(text, near, far, private, unlisted)
        assert 0 < first < last
        assert hidden == [-1, -1]
        assert str(made) not in text
    assert min(places(as_alice.get(f"/images/{made}/similar/").text, near, private, unlisted)) > 0


def test_where_a_picture_stands_tells_nothing_of_a_hidden_prompt(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User
) -> None:
    public = {"visibility": "public"}
    made = hang(app, alice, title="A zeppelin", prompt="a red zeppelin over a volcano", **public)
    secret = hang(app, bob, title="Tuesday", prompt="A zeppelin, a zeppelin", **public)
    told = hang(app, bob, title="An airship", prompt="", **public)
    read(app)
    for client in (app.test_client(), as_alice):
        first, last = places(client.get(f"/images/{made}/similar/").text, told, secret)
        assert 0 < first < last
    first, last = places(as_bob.get(f"/images/{made}/similar/").text, secret, told)
    assert 0 < first < last


def test_a_picture_that_was_not_read_yet_has_none(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    assert "None found yet" in as_alice.get(f"/images/{hang(app, alice)}/similar/").text
