"""Tags as people type them: read, folded, found or made."""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from wtforms import Field, Form
from wtforms.validators import ValidationError

from webapp.extensions import db
from webapp.models import Tag
from webapp.models.tag import TAG_CHARACTERS

MOST_TAGS = 30
_BETWEEN = re.compile(r"[,\uff0c\u3001\n\r]")
# Neither an address nor a list of tags can hold these inside a name.
_NEVER_IN_NAMES = re.compile(r"[/\\,]")
# Emoji and several scripts join letters with these two; all else that is not to be seen is refused.
_JOINERS = "\u200c\u200d"
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs"}


def fold(text: str) -> str:
    """Returns the name under which every spelling of one tag meets, "" when nothing is left of `text`.

    Compatibility forms, case and spaces are folded as Unicode's NFKC_Casefold does; what no database keeps is left out.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = "".join(character for character in plain if not _is_ignorable(character))
    return _squeezed(_NEVER_IN_NAMES.sub(" ", seen).lstrip("# "))


def parse_tags(text: str, most: int = MOST_TAGS) -> list[str]:
    """Returns the tags in `text`, separated by commas or lines, as they were typed; one spelling of each.

    Raises ValidationError with a sentence for the person.
    """
    found: dict[str, str] = {}
    for label in filter(None, map(_label, _BETWEEN.split(text))):
        found.setdefault(fold(label), label)
    if len(found) > most:
        raise ValidationError(f"These are {len(found)} tags. Keep it to {most}.")
    for name, label in found.items():
        _check(name, label)
    return list(found.values())


def check_tags(_form: Form, field: Field) -> None:
    """Validates a form's field that holds tags separated by commas."""
    parse_tags(field.data or "")


def tags_from(text: str, most: int = MOST_TAGS) -> list[Tag]:
    """Returns the tags in `text`, made where they are new. Call it inside `writing()`.

    Raises ValidationError as `parse_tags` does.
    """
    return tags_named(parse_tags(text, most))


def tags_named(labels: Iterable[str]) -> list[Tag]:
    """Returns the tags with these labels, one each, made where they are new. Call it inside `writing()`.

    One that no tag can have is passed by. No tag found can be merged away before the end.
    """
    wanted = {fold(label): label for label in map(_one_label, labels) if _problem(fold(label), label) is None}
    # In the order of their names, here and everywhere, so that no two writers wait for one another.
    known = select(Tag).where(Tag.name.in_(wanted)).order_by(Tag.name).with_for_update(read=True, key_share=True)
    found = {tag.name: tag for tag in db.session.scalars(known)}
    for name in sorted(wanted.keys() - found.keys()):
        found[name] = _made(name, wanted[name])
    return [found[name] for name in wanted]


def _made(name: str, label: str) -> Tag:
    """Makes the tag; another worker may make the same one at this moment."""
    try:
        with db.session.begin_nested():
            db.session.add(made := Tag(name=name, label=label))
    except IntegrityError:
        return db.session.scalars(select(Tag).where(Tag.name == name)).one()
    return made


def _label(typed: str) -> str:
    return unicodedata.normalize("NFC", _squeezed(typed).lstrip("# "))


def _one_label(text: str) -> str:
    return _label(_BETWEEN.sub(" ", text))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _check(name: str, label: str) -> None:
    if problem := _problem(name, label):
        raise ValidationError(problem)


def _problem(name: str, label: str) -> str | None:
    if any(unicodedata.category(character) in _UNSEEN and character not in _JOINERS for character in label):
        return "A tag holds a character that cannot be seen. Type it again without it."
    if max(len(name), len(label)) > TAG_CHARACTERS:
        return f"“{label[:24]}…” is too long for a tag. Keep each to {TAG_CHARACTERS} characters."
    if not any(unicodedata.category(character)[0] in "LNS" for character in name):
        return f"“{label}” has no letter in it. Type a word."
    return None


def _is_ignorable(character: str) -> bool:
    is_unseen = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and not character.isspace()
    return is_unseen or "\ufe00" <= character <= "\ufe0f"
