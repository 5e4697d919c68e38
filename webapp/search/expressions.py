"""Queries as the two databases read them. Only folded words come in, so nothing typed is ever read as an operator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from webapp.search.typed import Term, Typed
from webapp.search.words import ANYONE, IS_SHOWN, OWNER, SIGNED_IN, owner_mark

# A way to read a word: the mark it stands under, and what else must stand there for it to count ("" for nothing).
Readable = tuple[str, str]


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


def mine(typed: Typed, owner_id: UUID, facts: Iterable[str], grammar: Grammar) -> str:
    """Returns the query of a person's own pictures with all facts, by shown words and by recipes."""
    readable = [(mark, "") for mark in ANYONE + SIGNED_IN + OWNER]
    return _narrowed([owner_mark(owner_id), *facts], typed, readable, grammar)


def shown(typed: Typed, viewer_id: UUID | None, facts: Iterable[str], grammar: Grammar) -> str:
    """Returns the query of what everybody may see, with all facts; recipes count for those who may read them."""
    readable = [(ANYONE, "")]
    if viewer_id is not None:
        readable += [(SIGNED_IN, ""), (OWNER, owner_mark(viewer_id))]
    return _narrowed([IS_SHOWN, *facts], typed, readable, grammar)


def _narrowed(scope: Iterable[str], typed: Typed, readable: Sequence[Readable], grammar: Grammar) -> str:
    marks = (grammar.phrase([mark]) for mark in scope)
    wanted = grammar.both.join([*marks, *(_term(term, readable, grammar) for term in typed.wanted)])
    if not typed.unwanted:
        return wanted
    unwanted = grammar.either.join(_term(term, readable, grammar) for term in typed.unwanted)
    return f"({wanted}){grammar.without}({unwanted})"


def _term(term: Term, readable: Sequence[Readable], grammar: Grammar) -> str:
    return f"({grammar.either.join(_way(term, *way, grammar) for way in readable)})"


def _way(term: Term, mark: str, only_with: str, grammar: Grammar) -> str:
    words = grammar.phrase([mark + word for word in term.words], is_beginning=term.is_beginning)
    return f"({grammar.phrase([only_with])}{grammar.both}{words})" if only_with else words
