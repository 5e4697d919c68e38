"""Finds pictures by words: what to join to a wall's query, and the order to read it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    String,
    Text,
    and_,
    cast,
    column,
    false,
    literal,
    table,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.types import TypeDecorator

from webapp.extensions import db
from webapp.models import Image, ImageWords
from webapp.search.expressions import GRAMMARS, mine, shown
from webapp.search.keeping import first_number
from webapp.search.typed import read

Scope = Literal["own", "public"]
MILLISECOND = UUID(int=1 << 80)
LARGEST = 2**63 - 1


class NumberOf(TypeDecorator[UUID]):
    """A picture's number. Compared with an id, it stands for the end of that id's millisecond."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: UUID | None, _dialect: Dialect) -> int | None:
        if value is None:
            return None
        return min(first_number(value) + first_number(MILLISECOND), LARGEST)


FIND = table("image_find", column("rowid", NumberOf), column("image_find", String))

# Not the bare column: asked for one picture after the other, the full-text table would read its lists each time.
LED_BY_WORDS: ColumnElement[int] = type_coerce(FIND.c.rowid, BigInteger) + 0


@dataclass(frozen=True, slots=True)
class Found:
    """The pictures with some words. Join ImageWords on `on`, narrow by `condition`, and read along `order`.

    `order` is None where that is the id. It may be compared with an id; as it knows no more than the millisecond,
    compare the ids as well.
    """

    on: ColumnElement[bool]
    condition: ColumnElement[bool]
    order: ColumnElement[Any] | None


def matching(text: str, viewer_id: UUID | None, scope: Scope, facts: Sequence[str] = ()) -> Found:
    """Returns how to find the pictures with all words in `text` that the viewer (None: a guest) may see.

    `facts` are words of `facts.fact`, all of which must be so: the rarer one is, the less is read.

    `scope` says where: among their own, or on the public wall. The words of a recipe count only for those who may
    read it. Text without any word finds nothing.
    """
    typed = read(text)
    grammar = GRAMMARS[db.engine.dialect.name]
    is_own = scope == "own" and viewer_id is not None
    expression = (
        mine(typed, viewer_id, facts, grammar) if is_own and viewer_id else shown(typed, viewer_id, facts, grammar)
    )
    if not typed:
        return Found(ImageWords.image_id == Image.id, false(), None)
    if grammar.name == "sqlite":
        found = and_(ImageWords.number == LED_BY_WORDS, FIND.c.image_find.op("MATCH")(expression))
    else:
        found = ImageWords.words.op("@@")(cast(literal(expression, Text), TSQUERY))
    order = FIND.c.rowid if grammar.name == "sqlite" else type_coerce(ImageWords.number, NumberOf)
    return Found(ImageWords.image_id == Image.id, found, order)
