"""The counts of tags stay what a real count would say, whatever happens to pictures."""

import random
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update
from wtforms.validators import ValidationError

from tests.cast import make_image
from webapp.cli import register_commands
from webapp.database import writing
from webapp.extensions import db
from webapp.images import service
from webapp.models import Image, OwnTagCount, Tag, User
from webapp.models.columns import utc_now
from webapp.pipeline.trash import KEPT_FOR, empty_trash
from webapp.tag_counts import counting, recount
from webapp.tagging import tags_from

Counts = dict[tuple[str, UUID | None], int]
WORDS = ("boat", "sea", "night", "red")


def kept() -> Counts:
    """The counts as they are kept, by tag and whose they are."""
    counts: Counts = {(tag.name, None): tag.public_count for tag in db.session.scalars(select(Tag))}
    own = select(Tag.name, OwnTagCount.owner_id, OwnTagCount.image_count).join(Tag, Tag.id == OwnTagCount.tag_id)
    counts |= {(name, owner_id): count for name, owner_id, count in db.session.execute(own)}
    return {key: count for key, count in counts.items() if count}


def real() -> Counts:
    """The counts as the pictures have them."""
    images = db.session.scalars(select(Image).where(Image.deleted_at.is_(None))).all()
    return Counter(
        (tag.name, None if image.visibility == "public" else image.owner_id) for image in images for tag in image.tags
    )


def retag(image: Image, words: str) -> None:
    with writing() as session, counting(session, [image.id]):
        image.tags = tags_from(words)


def retag_twice(image: Image, words: str, then: str) -> None:
    with writing() as session, counting(session, [image.id]):
        image.tags = tags_from(words)
        session.flush()
        image.tags = tags_from(then)


def purge(image: Image) -> None:
    with writing() as session:
        session.execute(update(Image).where(Image.id == image.id).values(deleted_at=utc_now() - KEPT_FOR * 2))
    empty_trash()


def operations(chance: random.Random) -> list[Callable[[Image], object]]:
    """What can happen to a picture that is not in the trash."""
    return [
        lambda image: retag(image, ",".join(chance.sample(WORDS, chance.randint(0, 3)))),
        lambda image: service.edit_image(image, {"visibility": chance.choice(["private", "unlisted", "public"])}),
        service.toggle_favorite,
        service.delete_image,
    ]


def test_counts_are_what_a_count_says_after_anything(context: Flask, alice: User, bob: User) -> None:
    chance, seen = random.Random(22), set[UUID | None]()
    for owner in (alice, bob):
        for _ in range(4):
            make_image(owner, visibility=chance.choice(["private", "public"]))
    for _ in range(120):
        image = chance.choice(db.session.scalars(select(Image).order_by(Image.id)).all())
        if image.deleted_at is None:
            chance.choice(operations(chance))(image)
        elif chance.random() < 0.8:
            service.restore_image(image.owner_id, image.id)
        else:
            purge(image)
            make_image(chance.choice([alice, bob]))
        db.session.expire_all()
        assert kept() == real()
        seen |= {owner for _, owner in kept()}
    assert seen == {None, alice.id, bob.id}


def test_a_change_that_fails_counts_nothing(context: Flask, alice: User) -> None:
    image = make_image(alice)
    retag(image, "boat")
    with pytest.raises(ValidationError):
        retag_twice(image, "sea", "\0")
    assert kept() == {("boat", alice.id): 1}


def test_the_command_counts_again(app: Flask, alice: User) -> None:
    register_commands(app)
    with app.app_context():
        for visibility in ("public", "private"):
            retag(make_image(alice, visibility=visibility), "boat")
        with writing() as session:
            session.execute(update(Tag).values(public_count=7))
            session.execute(update(OwnTagCount).values(image_count=9))
        assert app.test_cli_runner().invoke(args=["recount-tags"]).exit_code == 0
        assert kept() == real() == {("boat", None): 1, ("boat", alice.id): 1}


def test_some_tags_can_be_counted_again(context: Flask, alice: User) -> None:
    retag(make_image(alice), "boat, sea")
    with writing() as session:
        session.execute(update(OwnTagCount).values(image_count=9))
        boat = session.scalars(select(Tag).where(Tag.name == "boat")).one()
        recount(session, [boat.id])
    assert kept() == {("boat", alice.id): 1, ("sea", alice.id): 9}
