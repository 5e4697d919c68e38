"""A hundred thousand pictures, or a million, that differ as people's do: written in bulk, past the ORM."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, select
from uuid_utils import compat

from webapp.database import writing
from webapp.demo.bulk import Row, id_text, insert_rows, moment_text
from webapp.demo.fill import add_people
from webapp.extensions import db
from webapp.models import ImageProject, ImageWords, PromptHelperVersion, ThemeHelper, User
from webapp.models.columns import utc_now
from webapp.models.image import origin_of, shape_of, size_class_of
from webapp.models.image_words import Words
from webapp.search.facts import facts_of
from webapp.search.keeping import first_number
from webapp.search.words import ANYONE, OWNER, document
from webapp.tag_counts import recount
from webapp.tagging import tags_named

CHUNK = 20_000
SPREAD_OVER = timedelta(days=730)
# In what share of the pictures each word and each tag is.
WORDS = {"boat": 0.5, "harbour": 0.2, "fog": 0.05, "lantern": 0.01, "zeppelin": 0.001}
TAGS = {"sea": 0.5, "night": 0.2, "draft": 0.005}
KINDS = {"initial": 0.7, "variation": 0.1, "remix": 0.05, "inpaint": 0.05, "upscale": 0.05, "upload": 0.05}
ENGINES = {"builtin": 0.7, "stability": 0.2, "replicate": 0.1}
MODELS = {"": 0.7, "large": 0.2, "turbo": 0.1}
SIZES_PX = {(1536, 1024): 0.4, (1024, 1536): 0.3, (1024, 1024): 0.2, (640, 360): 0.08, (3840, 2160): 0.02}
RATINGS = (0, 0, 0, 0, 0, 0, 3, 4, 4, 5)
FILLERS = [f"filler{number}" for number in range(3_000)]
SEEDS = 100
SAME = {
    **dict.fromkeys(("description", "alt_text", "alt_status", "caption", "purpose", "small_path", "large_path"), ""),
    "position": 0,
    "format": "webp",
    "size_bytes": 1,
    "sha256": "0" * 64,
    "colour": "#5a8cc8",
    "recipe": "{}",
    "allows_remix": False,
}
COLUMNS = (
    *("id", "owner_id", "generation_type", "width_px", "height_px", "title", "prompt", "seed", "model_backend"),
    *("model", "prompt_helper_id", "prompt_helper_version_id", "theme_helper_id", "shape", "size_class", "origin"),
    *("visibility", "is_favorite", "rating", "created_at", "deleted_at", "file_path", *SAME),
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cast:
    """What the pictures are of: their owners, styles with a version, themes, tags and the one project."""

    owners: list[UUID]
    styles: list[tuple[UUID | None, UUID | None]]
    themes: list[UUID | None]
    tags: dict[str, UUID]
    project: UUID


@dataclass(frozen=True, slots=True)
class Made:
    """One picture, as it is written into all of its tables."""

    id: UUID
    row: Row
    words: str
    tags: list[str]
    projects: list[UUID]


def add_many(count: int, person: User) -> Cast:
    """Writes `count` pictures of `person` and twenty others, with tags, words and a project; the oldest first."""
    with writing() as session:
        project = ImageProject(slug="coast", name="Coast", owner_id=person.id, visibility="public")
        session.add(project)
        session.flush()
        tags, project_id = {tag.name: tag.id for tag in tags_named(TAGS)}, project.id
    versions = select(PromptHelperVersion.prompt_helper_id, PromptHelperVersion.id).limit(20)
    styles: list[tuple[UUID | None, UUID | None]] = [(None, None), *map(tuple, db.session.execute(versions))]
    themes = [None, None, None, *db.session.scalars(select(ThemeHelper.id).limit(5))]
    cast = Cast([person.id, *add_people(20)], styles, themes, tags, project_id)
    chance = random.Random(count)
    until = utc_now()
    with _without_index():
        for start in range(0, count, CHUNK):
            numbers = range(start, min(start + CHUNK, count))
            made = [_made(until - SPREAD_OVER * (1 - number / count), number, cast, chance) for number in numbers]
            with writing() as session:
                _write(session.connection(), made, cast)
    with writing() as session:
        recount(session)
    look_again()
    return cast


def look_again() -> None:
    """Lets PostgreSQL look at all it holds, and tidy up, which it would do by itself a little later."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


@contextmanager
def _without_index() -> Iterator[None]:
    """PostgreSQL makes the index of words anew in a fraction of the time that it takes to let it grow."""
    is_postgres = db.engine.dialect.name == "postgresql"
    (index,) = (each for each in ImageWords.__table__.indexes if each.name == "ix_image_words")
    if is_postgres:
        index.drop(db.engine)
    yield
    if is_postgres:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '512MB'")
            index.create(connection)


def _made(moment: datetime, number: int, cast: Cast, chance: random.Random) -> Made:
    dialect = db.engine.dialect.name
    image_id = compat.uuid7(nanoseconds=int(moment.timestamp() * 1_000_000) * 1000)
    kind, (width_px, height_px) = _one(KINDS, chance), _one(SIZES_PX, chance)
    style, version = _weighted(cast.styles, chance)
    is_shown, is_gone, made_at = chance.random() < 0.6, chance.random() < 0.01, moment_text(moment, dialect)
    title = " ".join([*_some(WORDS, chance), *chance.choices(FILLERS, k=3)])
    prompt = " ".join(chance.choices(FILLERS, k=8))
    row = SimpleNamespace(
        id=image_id,
        owner_id=_weighted(cast.owners, chance),
        generation_type=kind,
        width_px=width_px,
        height_px=height_px,
        title=title,
        prompt=prompt,
        seed=chance.randrange(SEEDS),
        model_backend=_one(ENGINES, chance),
        model=_one(MODELS, chance),
        prompt_helper_id=style,
        prompt_helper_version_id=version,
        theme_helper_id=chance.choice(cast.themes),
        shape=shape_of(width_px, height_px),
        size_class=size_class_of(width_px, height_px),
        origin=origin_of(kind),
        visibility="public" if is_shown else "private",
        is_favorite=chance.random() < 0.05,
        rating=chance.choice(RATINGS),
        created_at=made_at,
        deleted_at=made_at if is_gone else None,
        file_path=f"pictures/{image_id}.webp",
        **SAME,
    )
    tags, projects = _some(TAGS, chance), [cast.project] if number % 3 == 0 else []
    shown = " ".join([title, *tags])
    facts = facts_of(row, tags, projects)
    words = document(row.owner_id, is_shown=is_shown, texts={ANYONE: shown, OWNER: prompt}, facts=facts)
    values = [id_text(each, dialect) if isinstance(each, UUID) else each for each in vars(row).values()]
    return Made(image_id, values, "" if is_gone else words, tags, projects)


def _write(connection: Connection, made: Sequence[Made], cast: Cast) -> None:
    dialect = connection.dialect
    insert_rows(connection, "image", COLUMNS, (one.row for one in made))
    words, taken = [], Counter[int]()
    for one in made:  # those of one millisecond follow one another
        first = first_number(one.id)
        words.append((one.row[0], first + taken[first], Words().process_bind_param(one.words, dialect)))
        taken[first] += 1
    insert_rows(connection, "image_words", ("image_id", "number", "words"), words)
    tags = {name: id_text(tag_id, dialect.name) for name, tag_id in cast.tags.items()}
    carried = ((one.row[0], tags[name]) for one in made for name in one.tags)
    insert_rows(connection, "image_tag", ("image_id", "tag_id"), carried)
    now = moment_text(utc_now(), dialect.name)
    hung = ((id_text(each, dialect.name), one.row[0], 0, False, now) for one in made for each in one.projects)
    insert_rows(connection, "project_picture", ("project_id", "image_id", "position", "is_cover", "added_at"), hung)


def _one(shares: dict[T, float], chance: random.Random) -> T:
    return chance.choices(list(shares), list(shares.values()))[0]


def _some(shares: dict[T, float], chance: random.Random) -> list[T]:
    return [each for each, share in shares.items() if chance.random() < share]


def _weighted(things: Sequence[T], chance: random.Random) -> T:
    return chance.choices(things, [1 / place for place in range(1, len(things) + 1)])[0]
