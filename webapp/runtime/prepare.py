"""What has to be so before the first page: tables, the place for pictures, what is built in."""

import logging
from collections.abc import Callable, Iterable

from flask_migrate import upgrade
from sqlalchemy import select

from webapp import schema
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image

log = logging.getLogger(__name__)


def prepare(seeds: Iterable[Callable[[], object]]) -> None:
    """Brings the database up to date, marks an empty place for pictures as ours, runs each of `seeds`.

    Doing it again changes nothing.
    """
    if not schema.is_current():
        log.info("Bringing the database up to date.")
        upgrade()
    if db.session.scalar(select(Image.id).limit(1)) is None:
        storage().set_up()
    for seed in seeds:
        seed()
    if problem := storage().check():
        log.warning("The place for pictures: %s", problem)
