"""Filling a studio from the command line."""

import time
from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from webapp.demo.drawings import PROMPTS, Drawing, draw_all
from webapp.demo.fill import add_people, fill
from webapp.extensions import db
from webapp.models import User
from webapp.models.user import name_key
from webapp.storage.errors import StorageError


@click.command()
@click.option("--pictures", default=1000, type=click.IntRange(1, 10_000_000), help="How many pictures.")
@click.option("--people", default=8, type=click.IntRange(1, 1200), help="How many people own them.")
@click.option("--files", default=500, type=click.IntRange(0, 100_000), help="How many of the newest open large.")
@click.option("--for", "owner", help="Somebody who exists: gets the largest share of the pictures.")
@with_appcontext
def demo(pictures: int, people: int, files: int, owner: str | None) -> None:
    """Fill the studio with drawings, for trying it at scale."""
    owners = [*_person(owner), *add_people(people)]
    try:
        drawings: list[Drawing] = []
        with click.progressbar(draw_all(), length=len(PROMPTS), label="Drawing") as bar:
            drawings.extend(bar)
        begun = time.monotonic()
        with click.progressbar(length=pictures, label="Filling") as bar:
            fill(pictures, owners, drawings, files, told=lambda done: bar.update(done - bar.pos))
    except StorageError as error:
        raise click.ClickException(f"The place for pictures: {error}") from error
    click.echo(_words(pictures, len(owners), min(max(files, len(drawings)), pictures), time.monotonic() - begun))


def _person(name: str | None) -> list[UUID]:
    if name is None:
        return []
    found = db.session.scalar(select(User.id).where(User.name_key == name_key(name)))
    if found is None:
        raise click.ClickException(f"There is nobody called {name}.")
    return [found]


def _words(pictures: int, people: int, files: int, seconds: float) -> str:
    rate = round(pictures / max(seconds, 0.001), -3)
    return (
        f"Added {pictures:,} pictures of {people} people in {seconds:.1f} s ({rate:,.0f} a second), "
        f"made over the last two years; three in five are public. They share {len(PROMPTS)} drawings. "
        f"The newest {files:,} have a file of their own; older ones show on walls and have no full size. "
        "Nobody can sign in as the demo people."
    )
