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
            session.execute(delete(Embedding).where(Embedding.kind != "image"))
        assert make_wanted(60) > 0


def places(text: str, *ids: UUID) -> list[int]:
    return [text.find(f'href="/images/{each}/"') for each in ids]


def test_the_nearest_come_first_and_only_from_walls(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, guest: FlaskClient, alice: User, bob: User
) -> None:
    def hung(owner: User, prompt: str, visibility: str) -> UUID:
        return hang(app, owner, prompt=prompt, visibility=visibility)

    made = hung(alice, "sailing boats in a harbour", "public")
    far, near = (hung(bob, prompt, "public") for prompt in ("an accountant's office", "yachts at a quay"))
    private, unlisted = (hung(alice, "boats in the harbour", each) for each in ("private", "unlisted"))
    read(app)
    for client in (guest, as_bob):
        text = client.get(f"/images/{made}/similar/", headers=PART).text
        first, last, *hidden = places(text, near, far, private, unlisted)
        assert 0 < first < last
        assert hidden == [-1, -1]
        assert str(made) not in text
    assert min(places(as_alice.get(f"/images/{made}/similar/").text, near, private, unlisted)) > 0


def test_a_picture_that_was_not_read_yet_has_none(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    assert "None found yet" in as_alice.get(f"/images/{hang(app, alice)}/similar/").text
