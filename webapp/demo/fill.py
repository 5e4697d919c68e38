"""Fills the studio: people, drawings, rows, and files for the newest."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, select

from webapp.database import writing
from webapp.demo.bulk import count_again, insert_rows
from webapp.demo.drawings import Drawing
from webapp.demo.rows import COLUMNS, Planned, image_rows, plan, tag_rows
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Tag, User
from webapp.models.columns import new_id, utc_now
from webapp.models.user import name_key
from webapp.search.keeping import keep_words
from webapp.tag_counts import recount

CHUNK_ROWS = 20_000
CANNOT_SIGN_IN = "!"
FIRST_NAMES = ("Ines", "Jonas", "Mira", "Tom", "Ayu", "Sami", "Lena", "Noor", "Pavel", "Rosa", "Kofi", "Yuki")
LAST_NAMES = ("Brook", "Field", "Stone", "Hill", "Rivers", "Wood", "Marsh", "Frost", "Vale", "Birch")

T = TypeVar("T")


def add_people(count: int) -> list[UUID]:
    """Returns the ids of `count` demo people, made where they are missing. Nobody can sign in as one of them."""
    names = [f"{FIRST_NAMES[n % 12]} {LAST_NAMES[n // 12 % 10]}{_number(n // 120)}" for n in range(count)]
    wanted = select(User.name_key, User.id).where(User.password_hash == CANNOT_SIGN_IN)
    known: dict[str, UUID] = dict(db.session.execute(wanted).all())
    people = [
        User(id=new_id(), name=name, name_key=name_key(name), password_hash=CANNOT_SIGN_IN)
        for name in names
        if name_key(name) not in known
    ]
    with writing() as session:
        session.add_all(people)
    return [*known.values(), *(person.id for person in people)][:count]


def fill(
    pictures: int,
    owners: Sequence[UUID],
    drawings: Sequence[Drawing],
    files: int = 0,
    told: Callable[[int], None] = lambda _: None,
) -> None:
    """Adds `pictures` rows in chunks, the newest `files` of them with a file of their own.

    `told` hears after each chunk how many there are. A chunk is there wholly or not at all.
    """
    tag_ids = _tags(sorted({tag for drawing in drawings for tag in drawing.tags}))
    chance = random.Random(pictures)  # noqa: S311 - the same wall again, no secret
    done = 0
    for chunk in _chunks(plan(pictures, drawings, utc_now()), CHUNK_ROWS):
        _store_files(chunk[max(0, pictures - done - files) :], drawings)
        with writing() as session:
            _insert(session.connection(), chunk, owners, tag_ids, chance)
        done += len(chunk)
        told(done)
    with writing() as session:
        recount(session)
        count_again(session.connection())


def _insert(
    connection: Connection, chunk: list[Planned], owners: Sequence[UUID], tags: dict[str, UUID], chance: random.Random
) -> None:
    dialect = connection.dialect.name
    insert_rows(connection, "image", COLUMNS, image_rows(chunk, owners, dialect, chance))
    insert_rows(connection, "image_tag", ("image_id", "tag_id"), tag_rows(chunk, tags, dialect))
    keep_words(connection, [one.id for one in chunk])


def _store_files(newest: list[Planned], drawings: Sequence[Drawing]) -> None:
    stored = {drawing.key for drawing in drawings}
    for one in newest:
        if one.key not in stored:
            storage().put(one.key, one.drawing.data, "image/webp")


def _tags(names: list[str]) -> dict[str, UUID]:
    known: dict[str, UUID] = dict(db.session.execute(select(Tag.name, Tag.id).where(Tag.name.in_(names))).all())
    missing = [Tag(id=new_id(), name=name, label=name) for name in names if name not in known]
    with writing() as session:
        session.add_all(missing)
    return known | {tag.name: tag.id for tag in missing}


def _chunks(things: Iterator[T], size: int) -> Iterator[list[T]]:
    while chunk := list(islice(things, size)):
        yield chunk


def _number(turn: int) -> str:
    return f" {turn + 1}" if turn else ""
