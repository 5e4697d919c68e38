"""The versions of a style, each beside the one before it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import PromptHelperVersion, User
from webapp.prompt_helpers.words import other_changes
from webapp.word_diff import Part, diff_words

PAGE_SIZE = 20
# The largest number that databases keep in such a column.
MOST_VERSIONS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Change:
    """One version and what it changed; the first one changed nothing."""

    number: int
    author_name: str
    notes: str
    made_at: datetime
    prompt: list[Part]
    negative_prompt: list[Part]
    others: list[str]
    is_first: bool


@dataclass(frozen=True, slots=True)
class History:
    """Some changes, newest first, and the number to go on below, None at the end."""

    changes: list[Change]
    below: int | None


def history_of(style_id: UUID, below: int | None = None, most: int = PAGE_SIZE) -> History:
    """Returns a page of a style's versions. One more is read, to say what the last one changed."""
    rows = _rows(style_id, below, most + 1)
    changes = [
        _change(version, author_name, rows[index + 1][0] if index + 1 < len(rows) else None)
        for index, (version, author_name) in enumerate(rows[:most])
    ]
    return History(changes, changes[-1].number if len(rows) > most else None)


def change_of(style_id: UUID, number: int) -> Change | None:
    """Returns one version with what it changed, None when there is none of that number."""
    rows = _rows(style_id, number + 1, 2)
    if not rows or rows[0][0].number != number:
        return None
    return _change(*rows[0], rows[1][0] if len(rows) > 1 else None)


def _rows(style_id: UUID, below: int | None, most: int) -> list[tuple[PromptHelperVersion, str | None]]:
    wanted = select(PromptHelperVersion, User.name).outerjoin(User, User.id == PromptHelperVersion.author_id)
    wanted = wanted.where(PromptHelperVersion.prompt_helper_id == style_id)
    if below is not None:
        wanted = wanted.where(PromptHelperVersion.number < min(max(below, 0), MOST_VERSIONS))
    found = db.session.execute(wanted.order_by(PromptHelperVersion.number.desc()).limit(most))
    return [(version, author_name) for version, author_name in found]


def _change(version: PromptHelperVersion, author_name: str | None, before: PromptHelperVersion | None) -> Change:
    old = before or version
    return Change(
        number=version.number,
        author_name=author_name or "",
        notes=version.notes,
        made_at=version.created_at,
        prompt=diff_words(old.prompt, version.prompt),
        negative_prompt=diff_words(old.negative_prompt, version.negative_prompt),
        others=other_changes(old, version),
        is_first=before is None,
    )
