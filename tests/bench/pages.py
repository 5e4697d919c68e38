"""The gallery at a thousand, a hundred thousand and a million pictures, its first page and deep pages."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.bench.measure import Report, in_turn
from tests.bench.studio import add_person, add_pictures, client_of, make_studio
from webapp.extensions import db
from webapp.models import Image, User

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 60
DEEP_SHARE = 0.4  # of all pictures are older than the deep page
BARE_QUERY = """SELECT image.id, width_px, height_px, colour, alt_text, title, user.name FROM image
JOIN user ON user.id = owner_id WHERE visibility = 'public' AND deleted_at IS NULL ORDER BY image.id DESC LIMIT 49"""
BARE_PAGE = """<!doctype html><title>Bare</title><ul>{% for row in rows %}<li><a href="/images/{{ row[0] }}/">
<img src="/files/{{ row[0] }}/small.webp" width="{{ row[1] }}" height="{{ row[2] }}" alt="{{ row[4] }}"></a>
<p>{{ row[5] }} {{ row[6] }}</p></li>{% endfor %}</ul>"""


def measure(report: Report, folder: Path, redis_url: str, sizes: tuple[int, ...] = SIZES) -> None:
    """Adds the lines about the gallery."""
    studios = [_studio(report, folder / str(size), redis_url, size) for size in sizes]
    actions: list[Callable[[], object]] = []
    for app, person in studios:
        client = client_of(app, person)
        actions += [_get(client, "/gallery/"), _get(client, f"/gallery/?before={deep_id(app)}")]
        actions += [_get(client, "/user-images/"), _get(app.test_client(), "/gallery/")]
    actions += [_get(_bare(studios[1][0]).test_client(), "/"), _query(studios[1][0])]
    times = in_turn(actions, ROUNDS)
    *pages, bare, query = [each.median for each in times]
    for number, size in enumerate(sizes):
        first, deep, mine, guest = pages[number * 4 : number * 4 + 4]
        report.add(
            f"gallery page, {size:,} pictures",
            f"{first:.1f} ms; deep {deep:.1f} ms ({deep / first:.2f} x); mine {mine:.1f} ms; guest {guest:.1f} ms",
            "deep / first <= 1.05",
        )
    grown = [pages[4 * number] / pages[0] for number in range(len(sizes))]
    report.add("the same, grown against 1,000", ", ".join(f"{each:.2f} x" for each in grown[1:]), "<= 1.1 x")
    report.add("bare Flask page of 48 cards, 100,000", f"{bare:.1f} ms; its query alone {query:.2f} ms")
    report.add("gallery page against the bare one", f"{pages[4] / bare:.1f} x")


def _studio(report: Report, folder: Path, redis_url: str, size: int) -> tuple[Flask, User]:
    report.say(f"filling a studio with {size:,} pictures")
    app = make_studio(folder, redis_url)
    person = add_person(app)
    add_pictures(app, size, person)
    return app, person


def _get(client: FlaskClient, path: str) -> Callable[[], object]:
    def get() -> None:
        answer = client.get(path)
        if answer.status_code != 200 or answer.text.count("<li") < 48:
            raise RuntimeError(f"{path} answered {answer.status}")

    return get


def deep_id(app: Flask) -> UUID:
    """Returns where a deep page starts: DEEP_SHARE of all pictures are older."""
    with app.app_context():
        first = db.session.scalars(select(Image.id).order_by(Image.id).limit(1)).one()
        last = db.session.scalars(select(Image.id).order_by(Image.id.desc()).limit(1)).one()
    return UUID(int=int(first.int + (last.int - first.int) * DEEP_SHARE))


def _bare(app: Flask) -> Flask:
    """The least a Flask page of cards can be: one connection, one query, one loop."""
    bare = Flask("bare")
    connection = _connection(app)

    @bare.get("/")
    def index() -> str:
        return render_template_string(BARE_PAGE, rows=connection.execute(BARE_QUERY).fetchmany(48))

    return bare


def _query(app: Flask) -> Callable[[], object]:
    connection = _connection(app)
    return lambda: connection.execute(BARE_QUERY).fetchall()


def _connection(app: Flask) -> sqlite3.Connection:
    return sqlite3.connect(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
