"""Wildcard lists kept, changed, imported and taken away. Each is its owner's alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, load_only
from werkzeug.datastructures import FileStorage

from webapp.database import writing
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import WildcardList
from webapp.pipeline.builtin_lists import BUILTIN_LISTS
from webapp.pipeline.wildcard_grammar import WildcardError, is_list_name
from webapp.pipeline.wildcard_library import lists_for
from webapp.pipeline.wildcards import Wildcards
from webapp.wildcard_lists.reading import MAX_FILE_BYTES, decode, name_from, read_list

PAGE_SIZE = 30
MAX_LISTS_KEPT = 300
MAX_FILES = 50


class NameTaken(ValueError):
    """The person has a list of this name already."""


class TooManyLists(AppError):
    status = 409
    code = "too_many_lists"
    title = "That is a lot of lists"
    sentence = f"The studio keeps at most {MAX_LISTS_KEPT} lists for each person. Delete some first."


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: the list's name and its number of entries, or why not."""

    filename: str
    name: str = ""
    entry_count: int = 0
    errors: Sequence[str] = ()


def page_of(owner_id: UUID, before: UUID | None) -> tuple[list[WildcardList], UUID | None]:
    """Returns a page of lists without their entries, newest first, and the id that the next page goes on behind."""
    wanted = select(WildcardList).where(WildcardList.owner_id == owner_id).order_by(WildcardList.id.desc())
    if before is not None:
        wanted = wanted.where(WildcardList.id < before)
    columns = load_only(WildcardList.name, WildcardList.entry_count)
    found = list(db.session.scalars(wanted.options(columns).limit(PAGE_SIZE + 1)))
    shown = found[:PAGE_SIZE]
    return shown, shown[-1].id if len(found) > PAGE_SIZE else None


def names_for(owner_id: UUID) -> list[tuple[str, int]]:
    """Returns the names of all lists that a person's prompts can use, by name, with their numbers of entries."""
    mine = select(WildcardList.name, WildcardList.entry_count).where(WildcardList.owner_id == owner_id)
    own = db.session.execute(mine.order_by(WildcardList.name).limit(MAX_LISTS_KEPT)).all()
    builtin = {name: len(entries) for name, entries in BUILTIN_LISTS.items()}
    return sorted((builtin | {row.name: row.entry_count for row in own}).items())


def trouble_with(owner_id: UUID, name: str) -> str:
    """Returns why the list cannot be used as it is (it leads back to itself, a list is missing), else nothing."""
    template = f"__{name}__"
    try:
        Wildcards(lists_for(owner_id, [template])).check(template)
    except WildcardError as error:
        return str(error)
    return ""


def add_list(owner_id: UUID, name: str, entries: Sequence[str]) -> WildcardList:
    """Keeps a new list. Raises NameTaken or TooManyLists."""
    made = WildcardList(owner_id=owner_id, name=name, entries="\n".join(entries), entry_count=len(entries))
    try:
        with writing() as session:
            _require_room(session, owner_id)
            session.add(made)
    except IntegrityError as error:
        raise NameTaken from error
    return made


def change_list(found: WildcardList, name: str, entries: Sequence[str]) -> None:
    """Changes a list. Pictures made with it keep their words. Raises NameTaken."""
    try:
        with writing():
            found.name, found.entries, found.entry_count = name, "\n".join(entries), len(entries)
    except IntegrityError as error:
        raise NameTaken from error


def delete_list(found: WildcardList) -> None:
    with writing() as session:
        session.delete(found)


def import_files(owner_id: UUID, files: Sequence[FileStorage], folder: str, *, replaces: bool) -> list[Imported]:
    """Makes a list of each file. A file with something wrong in it changes nothing and says what and where."""
    done = [_import(owner_id, each, folder, replaces=replaces) for each in files[:MAX_FILES]]
    left = [each.filename or "" for each in files[MAX_FILES:]]
    return done + [Imported(name, errors=(f"At most {MAX_FILES} files at once. Send it again.",)) for name in left]


def _import(owner_id: UUID, file: FileStorage, folder: str, *, replaces: bool) -> Imported:
    filename = (file.filename or "")[-120:]
    stem = name_from(filename)
    name = f"{folder}/{stem}" if folder else stem
    if not stem or not is_list_name(name):
        return Imported(filename, errors=("No name can be made of this file's. Use letters a-z and digits.",))
    data = file.stream.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        return Imported(filename, errors=(f"A file takes at most {MAX_FILE_BYTES // 1000} KB.",))
    try:
        reading = read_list(decode(data))
    except ValueError as error:
        return Imported(filename, errors=(str(error),))
    if reading.errors:
        return Imported(filename, errors=reading.errors)
    return _keep(owner_id, filename, name, reading.entries, replaces=replaces)


def _keep(owner_id: UUID, filename: str, name: str, entries: Sequence[str], *, replaces: bool) -> Imported:
    there = select(WildcardList).where(WildcardList.owner_id == owner_id, WildcardList.name == name)
    found = db.session.scalar(there)
    taken = Imported(filename, errors=(f"You have a list called “{name}” already. Tick “replace” to renew it.",))
    if found is not None and not replaces:
        return taken
    try:
        if found is None:
            add_list(owner_id, name, entries)
        else:
            change_list(found, name, entries)
    except NameTaken:
        return taken
    except TooManyLists as error:
        return Imported(filename, errors=(error.sentence,))
    return Imported(filename, name, len(entries))


def _require_room(session: Session, owner_id: UUID) -> None:
    mine = select(func.count(WildcardList.id)).where(WildcardList.owner_id == owner_id)
    if (session.scalar(mine) or 0) >= MAX_LISTS_KEPT:
        raise TooManyLists
