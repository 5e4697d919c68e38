"""Walls searched and narrowed, first and deep pages, at a thousand to a million pictures, by processor time."""

import re
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import servers
from tests.bench.likeness import add_vectors
from tests.bench.many import add_many
from tests.bench.measure import Report, in_turn
from tests.bench.pages import deep_id
from tests.bench.processor import ProcessorClock
from tests.bench.studio import add_person, client_of, make_studio
from tests.search.conftest import found_in
from webapp.cards import PAGE_SIZE
from webapp.extensions import db
from webapp.models import Image, ImageProject, User
from webapp.wall_meaning import MOST

SQLITE = (1_000, 100_000)
POSTGRES = (1_000, 1_000_000)
VECTORS = 100_000
ROUNDS = 9
AN_ID = re.compile(r"[0-9a-f-]{36}")
PART = {"HX-Request": "true"}
GALLERY, MINE = "/gallery/", "/user-images/"
WORDS = ("q=boat", "q=lantern", "q=zeppelin", 'q="boat+harbour"', "q=boat+-harbour", "q=xylophone")
LIKE = ("like=a+foggy+harbour", "like=a+castle+in+a+storm")
BOTH = ("shape=square", "size=huge", "kind=upload", "engine=replicate", "tag=sea", "tag=draft", "month=2025-06")
OWN = ("favorites=1", "rating=4", "seed=7", "model=turbo", "origin=uploaded")
PAIRS = ("shape=landscape&size=medium", "engine=builtin&shape=landscape", "tag=sea&shape=square")


def measure(report: Report, folder: Path, redis_url: str, *, is_quick: bool) -> None:
    """Adds the lines about searched and narrowed walls, on SQLite and on PostgreSQL."""
    lite = {size: _studio(report, folder / f"lite-{size}", redis_url, size) for size in SQLITE}
    compare(report, "SQLite", lite)
    with servers.postgres_server(folder / "postgres") as address:
        sizes = POSTGRES[:1] + SQLITE[1:] if is_quick else POSTGRES
        made = {
            size: _studio(
                report, folder / f"pg-{size}", redis_url, size, servers.make_database(address, f"walls_{size}")
            )
            for size in sizes
        }
        compare(report, "PostgreSQL", made)


def compare(report: Report, where: str, studios: Mapping[int, tuple[Flask, User]]) -> None:
    """Adds the lines about one kind of database: the larger studio, its deep pages, and what it grew by."""
    report.say(f"looking at walls on {where}")
    small, large = _times([*studios.values()])
    for group in large:
        firsts = {wall: first for wall, (first, _, _) in large[group].items()}
        slowest = max(firsts, key=lambda wall: firsts[wall])
        # A page of a few pictures is cheap: only full ones are compared.
        deep = [deep / first for first, deep, is_full in large[group].values() if is_full and deep]
        grown = [
            first / small[group][wall][0] for wall, first in firsts.items() if _are_full(wall, group, small, large)
        ]
        report.add(
            f"walls on {where}, {max(studios):,} pictures: {group}",
            f"median {statistics.median(firsts.values()):.1f} ms, slowest {firsts[slowest]:.1f} ms ({slowest});"
            f" deep / first {_median(deep)}; grown {_median(grown)}",
            "50 ms; 1.2 x; 1.3 x",
        )


Times = dict[str, dict[str, tuple[float, float, bool]]]


def _are_full(wall: str, group: str, *times: Times) -> bool:
    return all(each[group][wall][2] for each in times)


def _median(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} x (at most {max(ratios):.2f} x)" if ratios else "-"


def _times(studios: Sequence[tuple[Flask, User]]) -> tuple[Times, ...]:
    """Returns the milliseconds of the first and of a deep page of each wall, and whether both are full.

    The same wall of all studios is looked at in turn, since a processor is not always as fast. A wall is named by its
    address; the ids in it differ from studio to studio.
    """
    clock = ProcessorClock()
    for app, _ in studios:
        with app.app_context():
            clock.watch(db.engine)
    sides = [(client_of(app, person), deep_id(app), _walls(app)) for app, person in studios]
    times: tuple[Times, ...] = tuple({group: {} for group in walls} for _, _, walls in sides)
    for group in sides[0][2]:
        for same in zip(*(walls[group] for _, _, walls in sides), strict=True):
            pages = [_pages(client, wall, before) for (client, before, _), wall in zip(sides, same, strict=True)]
            measured = in_turn([ask for asked, _ in pages for ask in asked], ROUNDS, warm=2, clock=clock)
            for side, (_, is_full) in enumerate(pages):
                first, deep = measured[2 * side : 2 * side + 2]
                times[side][group][AN_ID.sub("...", same[side])] = first.median, deep.median, is_full
    return times


def _pages(client: FlaskClient, wall: str, before: UUID) -> tuple[list[Callable[[], object]], bool]:
    """Returns how to ask for the first and for a deep page of a wall, and whether both are full."""
    cursor = before
    first_ids = _ask(client, wall)
    if "like=" in wall:  # these end after some pages
        cursor = UUID(first_ids[-1]) if first_ids else before
        for _ in range(MOST // PAGE_SIZE - 2):
            ids = _ask(client, f"{wall}&before={cursor}")
            cursor = UUID(ids[-1]) if ids else cursor
    deep = f"{wall}&before={cursor}"
    asked: list[Callable[[], object]] = [lambda: _ask(client, wall), lambda: _ask(client, deep)]
    return asked, len(first_ids) == len(_ask(client, deep)) == PAGE_SIZE


def _ask(client: FlaskClient, wall: str) -> list[str]:
    answer = client.get(wall, headers=PART)
    if answer.status_code != 200:
        raise RuntimeError(f"{wall} answered {answer.status}")
    return found_in(answer.text)


def _walls(app: Flask) -> dict[str, list[str]]:
    with app.app_context():
        style, theme = (
            db.session.scalars(select(column).where(column.is_not(None)).limit(1)).one()
            for column in (Image.prompt_helper_id, Image.theme_helper_id)
        )
        project = db.session.scalars(select(ImageProject.id)).one()
    both = [*BOTH, f"style={style}", f"theme={theme}", f"project={project}"]
    groups: dict[str, tuple[Iterable[str], Iterable[str]]] = {
        "one filter": (both, [*both, *OWN]),
        "two filters": ([*PAIRS, f"style={style}&shape=square"], [*PAIRS, "favorites=1&shape=landscape"]),
        "words": (WORDS, WORDS),
        "words and a filter": ([f"q=boat&{each}" for each in both], [f"q=boat&{each}" for each in (*both, *OWN)]),
        "meaning": (LIKE, LIKE),
        "meaning and a filter": ([f"{LIKE[0]}&{each}" for each in both], [f"{LIKE[0]}&{each}" for each in both]),
    }
    return {
        group: [f"{GALLERY}?{each}" for each in shown] + [f"{MINE}?{each}" for each in mine]
        for group, (shown, mine) in groups.items()
    }


def _studio(report: Report, folder: Path, redis_url: str, size: int, database_url: str = "") -> tuple[Flask, User]:
    report.say(f"filling a studio with {size:,} pictures")
    app = make_studio(folder, redis_url, database_url)
    person = add_person(app)
    with app.app_context():
        add_many(size, person)
        add_vectors(VECTORS)
    return app, person
