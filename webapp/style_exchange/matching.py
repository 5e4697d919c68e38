"""What entries of a file mean beside the styles that are there already. Pure: no rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from webapp.models.columns import new_id
from webapp.style_exchange.drafts import Draft, Entry, one_line
from webapp.style_exchange.slots import SLOT
from webapp.style_writing import MAX_NAME_CHARS

State = Literal["new", "clash", "same"]
POLICIES = ("skip", "version", "both")
Words = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Owned:
    """A style that is there already, in its newest words."""

    id: UUID
    name: str
    words: Words


@dataclass(frozen=True, slots=True)
class Match:
    """Whether an entry is new, has the name of another with other words (clash), or words that are there (same)."""

    state: State
    sentence: str = ""


@dataclass(slots=True)
class Place:
    """A style that gets words: a new one, or one that is there and gets further versions."""

    id: UUID
    name: str
    is_new: bool
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """All that will be written. `skipped` counts drafts that will not."""

    places: dict[UUID, Place] = field(default_factory=dict)
    skipped: int = 0

    @property
    def outcome(self) -> dict[str, int]:
        """How many styles are made, how many versions are added, and how many drafts are skipped."""
        made = sum(place.is_new for place in self.places.values())
        drafts = sum(len(place.drafts) for place in self.places.values())
        return {"made": made, "versions": drafts - made, "skipped": self.skipped}


def words_of(prompt: str, negative_prompt: str, placement: str) -> Words:
    """Returns what tells whether two wordings are the same; spaces and line ends do not count."""
    return one_line(prompt), one_line(negative_prompt), "append" if SLOT in prompt or not prompt else placement


def name_of(name: str) -> str:
    """Returns what tells whether two names are the same."""
    return one_line(name).casefold()


def matches(entries: Sequence[Entry], owned: Iterable[Owned]) -> list[Match | None]:
    """Returns for each draft how it stands to the styles there are and to those before it; None for problems."""
    names = {name_of(style.name): "You have a style of this name, with other words." for style in owned}
    words = {style.words: f"You have this already, as “{style.name}”." for style in owned}
    found: list[Match | None] = []
    for entry in entries:
        found.append(_match(entry, names, words) if isinstance(entry, Draft) else None)
        if isinstance(entry, Draft):
            place = entry.place[:1].lower() + entry.place[1:]
            names.setdefault(name_of(entry.name), f"It has the name of {place}, with other words.")
            words.setdefault(_words(entry), f"The same as {place}.")
    return found


def _match(draft: Draft, names: dict[str, str], words: dict[Words, str]) -> Match:
    if _words(draft) in words:
        return Match("same", words[_words(draft)])
    clash = names.get(name_of(draft.name))
    return Match("clash", clash) if clash else Match("new")


def plan(drafts: Iterable[Draft], owned: Iterable[Owned], policy: str) -> Plan:
    """Returns what bringing in `drafts` writes, when those that are there already are treated by `policy`.

    "skip" leaves them out, "version" makes further versions of the styles of their name (and leaves out words that
    are there), "both" makes styles of their own with a number behind the name.
    """
    made = Plan()
    known = {name_of(style.name): Place(style.id, style.name, is_new=False) for style in owned}
    words = {style.words for style in owned}
    for draft in drafts:
        place = known.get(name_of(draft.name))
        if policy != "both" and (_words(draft) in words or (place and policy == "skip")):
            made.skipped += 1
            continue
        if place is None or policy == "both":
            place = Place(new_id(), _free_name(draft.name, known), is_new=True)
            known[name_of(place.name)] = place
        place.drafts.append(draft)
        made.places[place.id] = place
        words.add(_words(draft))
    return made


def _free_name(name: str, known: dict[str, Place]) -> str:
    """Returns the name, with the first free number behind it when somebody has it."""
    free, number = name, 2
    while name_of(free) in known:
        tail = f" ({number})"
        free, number = f"{name[: MAX_NAME_CHARS - len(tail)]}{tail}", number + 1
    return free


def _words(draft: Draft) -> Words:
    return words_of(draft.prompt, draft.negative_prompt, draft.placement)
