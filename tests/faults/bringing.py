"""A process that brings pictures and kills itself at the step named on its command line."""

import io
import os
import signal
import sys
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from tests.pictures_in.corpus import png
from webapp.app import create_app
from webapp.extensions import db
from webapp.models import IncomingFile, User
from webapp.storage import local
from webapp.storage.local import LocalStorage
from webapp.uploads import importing, incoming, jobs, taking
from webapp.uploads.forms import About

UPLOAD_STEPS = ("in-a-file", "after-a-file", "before-the-row", "in-the-row", "after-the-row")
PART_STEPS = ("in-a-file", "after-a-file", "after-the-row", "at-the-end")
ZIP_PART_STEPS = ("in-a-file", "after-the-zip", "in-the-end", "at-the-end")
IMPORT_STEPS = (*UPLOAD_STEPS[:4], "after-the-zip", "at-the-end")


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def first_then_die(step: Callable[..., Any]) -> Callable[..., Any]:
    def done(*args: Any, **kwargs: Any) -> Any:
        step(*args, **kwargs)
        die()

    return done


def arm(step: str) -> None:
    """Makes `step` deadly."""
    if step == "in-a-file":
        local.replace_file = die  # type: ignore[assignment]  # the temporary file is written, its name is not given
    elif step in ("after-a-file", "after-the-zip"):
        LocalStorage.put = first_then_die(LocalStorage.put)  # type: ignore[method-assign]
    elif step == "before-the-row":
        taking._commit = die
    elif step == "in-the-row":
        taking.tags_from = die  # type: ignore[assignment]
    elif step == "in-the-end":
        incoming._rows_gone = first_then_die(incoming._rows_gone)
    elif step == "at-the-end":
        LocalStorage.delete_many = die  # type: ignore[method-assign,assignment]
    else:
        taking._commit = first_then_die(taking._commit)


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for side in (20, 30):
            archive.writestr(f"{side}.png", png(side, side))
    return target.getvalue()


def bring_by_parts(owner_id: UUID, step: str) -> None:
    """Dies in the second of two parts, or as what was joined is cleared away."""
    data = png()
    begun = incoming.begin(owner_id, incoming.PICTURE, "a.png", len(data))
    incoming.add_part(begun, 0, data[:100])
    begun = db.session.get_one(IncomingFile, begun.id, populate_existing=True)
    if step == "at-the-end":
        incoming.add_part(begun, 100, data[100:])
    arm(step)
    if step == "at-the-end":
        incoming.forget(begun)
    incoming.add_part(begun, 100, data[100:])
    die()


def begin_zip_by_parts(owner_id: UUID) -> IncomingFile:
    """Returns a ZIP all of whose parts are here."""
    data = zipped()
    begun = incoming.begin(owner_id, incoming.ZIP, "a.zip", len(data))
    incoming.add_part(begun, 0, data[:100])
    begun = db.session.get_one(IncomingFile, begun.id, populate_existing=True)
    incoming.add_part(begun, 100, data[100:])
    return db.session.get_one(IncomingFile, begun.id, populate_existing=True)


def end_zip_by_parts(begun: IncomingFile) -> None:
    """Makes an import of it, as the form does."""
    stream = incoming.whole(begun)
    incoming.become(begun, lambda beside: jobs.begin(begun.owner_id, begun.name, stream, 2, About(), beside))


def main(what: str, step: str) -> None:
    with create_app().app_context():
        owner = db.session.scalars(select(User)).one()
        if what == "upload":
            arm(step)
            taking.take(owner.id, png(), "a.png", About())
        elif what == "parts":
            bring_by_parts(owner.id, step)
        elif what == "zip-parts":
            begun = begin_zip_by_parts(owner.id)
            arm(step)
            end_zip_by_parts(begun)
        elif what == "import":
            data = zipped()
            if step == "after-the-zip":
                arm(step)
            jobs.begin(owner.id, "a.zip", io.BytesIO(data), 2, About(), beside=lambda _session: None)
            arm(step)
            importing.import_slice()


if __name__ == "__main__":
    main(*sys.argv[1:])
