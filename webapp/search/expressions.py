"""Queries as the two databases read them. Only folded words come in, so nothing typed is ever read as an operator."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from webapp.search.typed import Term, Typed
from webapp.search.words import ANYONE, IS_SHOWN, OWNER, SIGNED_IN, owner_mark


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one database writes a query."""

    name: str
    both: str
    either: str
    without: str

    def phrase(self, words: Iterable[str], *, is_beginning: bool = False) -> str:
        if self.name == "sqlite":
            return f'"{" ".join(words)}"{" *" if is_beginning else ""}'
        return " <-> ".join(f"'{word}'" for word in words) + (":*" if is_beginning else "")


FTS5 = Grammar("sqlite", " AND ", " OR ", " NOT ")
TSQUERY = Grammar("postgresql", " & ", " | ", " & !")
GRAMMARS = {grammar.name: grammar for grammar in (FTS5, TSQUERY)}


def mine(typed: Typed, owner_id: UUID, grammar: Grammar) -> str:
    """Returns the query of a person's own pictures, by shown words and by recipes."""
    marks = ANYONE + SIGNED_IN + OWNER
    return _narrowed(grammar.phrase([owner_mark(owner_id)]), typed, marks, grammar)


def shown(typed: Typed, viewer_id: UUID | None, grammar: Grammar) -> str:
    """Returns the query of what everybody may see; recipes count for those who may read them."""
    everybody = grammar.phrase([IS_SHOWN])
    if viewer_id is None:
        return _narrowed(everybody, typed, ANYONE, grammar)
    others = _narrowed(everybody, typed, ANYONE + SIGNED_IN, grammar)
    own = _narrowed(f"({everybody}{grammar.both}{grammar.phrase([owner_mark(viewer_id)])})", typed, "asr", grammar)
    if typed.unwanted:
        # A word that only their own recipe holds keeps a person's own picture out, and nobody else's.
        stranger = f"({everybody}){grammar.without}({grammar.phrase([owner_mark(viewer_id)])})"
        others = _narrowed(f"({stranger})", typed, ANYONE + SIGNED_IN, grammar)
    return f"({others}){grammar.either}({own})"


def _narrowed(scope: str, typed: Typed, marks: str, grammar: Grammar) -> str:
    wanted = grammar.both.join([scope, *(_term(term, marks, grammar) for term in typed.wanted)])
    if not typed.unwanted:
        return wanted
    unwanted = grammar.either.join(_term(term, marks, grammar) for term in typed.unwanted)
    return f"({wanted}){grammar.without}({unwanted})"


def _term(term: Term, marks: str, grammar: Grammar) -> str:
    ways = ([mark + word for word in term.words] for mark in marks)
    return f"({grammar.either.join(grammar.phrase(way, is_beginning=term.is_beginning) for way in ways)})"
