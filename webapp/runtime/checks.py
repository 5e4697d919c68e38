"""The doctor's checks: each looks at one thing and remarks on it in plain words."""

import os
import shutil
from collections.abc import Iterator
from typing import NamedTuple

from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from webapp import schema
from webapp.broker import redis_client
from webapp.config import Settings
from webapp.engine_desk.overview import engine_views
from webapp.engines.registry import DEFAULT_ENGINE, QUEUES, engine, ready_names
from webapp.extensions import db
from webapp.letters.faces import faces_for, package_for
from webapp.meaning.weights import why_away
from webapp.media import storage
from webapp.pipeline.offer import engine_states
from webapp.queue import worker_count
from webapp.runtime import vendor

_GB = 1_000_000_000
_SCRIPTS = {"Chinese": "灯燈", "Japanese": "ひア", "Korean": "한글", "Thai": "กไ", "Hindi": "अक"}


class Remark(NamedTuple):
    """A sentence about one thing, and whether the studio cannot work like this."""

    sentence: str
    is_broken: bool = False


def address(settings: Settings) -> Iterator[Remark]:
    """Where people find the studio, and who may join."""
    join = "whoever reaches it may join" if settings.registration == "open" else "people join by invitation"
    yield Remark(f"{settings.public_url}; {join}.")
    if settings.public_url.startswith("https://") and not settings.trusted_proxies:
        yield Remark("BASE_URL is https, but TRUSTED_PROXIES is 0: set it to how many proxies stand in front.")


def data_dir(settings: Settings) -> Iterator[Remark]:
    """Whether DATA_DIR is there, ours to write to, and has room."""
    path = settings.data_path
    if not path.exists():
        yield Remark(f"{path} is not there yet; the first start makes it.")
        return
    if not os.access(path, os.W_OK):
        yield Remark(f"{path} cannot be written to. Give it to the user who runs the studio.", is_broken=True)
        return
    free = shutil.disk_usage(path).free
    is_full = free < settings.min_free_disk_bytes
    advice = " That is below MIN_FREE_DISK_BYTES: make room." if is_full else ""
    yield Remark(f"{path}, {free / _GB:.1f} GB free.{advice}", is_broken=is_full)


def database(settings: Settings) -> Iterator[Remark]:
    """Whether the database answers and has the tables this version needs."""
    kind = "SQLite" if settings.database.startswith("sqlite") else "PostgreSQL"
    try:
        is_current = schema.is_current()
    except SQLAlchemyError:
        yield Remark(f"{kind} does not answer. Check DATABASE_URL and that it runs.", is_broken=True)
        return
    finally:
        db.engine.dispose()
    advice = "up to date" if is_current else "not up to date: run flask --app wsgi prepare"
    yield Remark(f"{kind}, {advice}.", is_broken=not is_current)


def queue(settings: Settings) -> Iterator[Remark]:
    """Whether Redis answers and workers listen."""
    try:
        redis_client(settings.redis).ping()
    except RedisError:
        if settings.redis_url:
            yield Remark("Redis does not answer. Check REDIS_URL and that it runs.", is_broken=True)
        else:
            yield Remark("The studio's own Redis is not running; it starts with the studio.")
        return
    count = worker_count()
    if count:
        yield Remark(f"Redis answers; {count} at work.")
    else:
        yield Remark("Redis answers, but no worker listens: pictures wait. Start one: make worker", is_broken=True)
    yield from _own_lines()


def _own_lines() -> Iterator[Remark]:
    """Whether somebody works for the engines in use that need workers of their own."""
    for name in set(QUEUES) & set(ready_names()):
        count = worker_count(QUEUES[name])
        label = engine(name).label
        advice = f"nobody works for {label}: its pictures wait. Start a worker: make worker QUEUES={QUEUES[name]}"
        yield Remark(f"{count} at work for {label}." if count else advice, is_broken=not count)


def pictures(settings: Settings) -> Iterator[Remark]:
    """Whether the place for pictures is there and is ours."""
    place = settings.storage_url or str(settings.media_path)
    problem = storage().check()
    yield Remark(f"{place}: {problem}" if problem else f"{place}.", is_broken=problem is not None)


def browser_files(_settings: Settings) -> Iterator[Remark]:
    """Whether the set-up has put htmx and the icons into static/vendor."""
    if vendor.is_fresh():
        yield Remark("in place.")
    else:
        yield Remark("missing or old: run python -m webapp.runtime.vendor", is_broken=True)


def engines(_settings: Settings) -> Iterator[Remark]:
    """How each engine is, as the admin's page says it. Only the built-in one has to be ready."""
    try:
        states = engine_states()
    except SQLAlchemyError:
        states = {}
    for each in engine_views(states):
        yield Remark(each.sentence, is_broken=each.missing is not None and each.name == DEFAULT_ENGINE)


def meaning(_settings: Settings) -> Iterator[Remark]:
    """Whether the language model is there by which styles and pictures are found. Searching by words goes without."""
    away = why_away()
    yield Remark(
        "the language model is in place." if away is None else f"{away}: searches go by words alone. Run make setup"
    )


def letters(_settings: Settings) -> Iterator[Remark]:
    """Which letters PDF and CBZ books can be set in, beside those that the studio's own type has."""
    lacking = {name: sample for name, sample in _SCRIPTS.items() if faces_for([sample]).lacking(sample)}
    found = ", ".join(name for name in _SCRIPTS if name not in lacking)
    packages = " and ".join(sorted({package_for(sample) for sample in lacking.values()}))
    here = f"the studio's own type{f', and fonts of this host for {found}' if found else ''}."
    advice = f" Stories in {', '.join(lacking)} need other fonts for PDF and CBZ: on Debian {packages}."
    yield Remark(here + (advice if lacking else ""))
