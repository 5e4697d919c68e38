"""Which lists a prompt needs: the person's own, then those that come with the studio. Nobody else's."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import WildcardList
from webapp.pipeline.builtin_lists import BUILTIN_LISTS
from webapp.pipeline.wildcard_grammar import MAX_DEPTH, WildcardError, list_names

MAX_LISTS = 40
# Read in a tenth of a second even when every entry is full of choices.
MAX_CHARS = 120_000


def lists_for(user_id: UUID, texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Returns the entries, by name, of every list that the texts lead to, over at most MAX_DEPTH lists.

    One that is not there is left out. Raises WildcardError when these are more than one prompt may use.
    """
    found: dict[str, tuple[str, ...]] = {}
    looked_for: set[str] = set()
    wanted = {name for text in texts for name in list_names(text)}
    for _ in range(MAX_DEPTH + 1):
        wanted -= looked_for
        if not wanted:
            break
        looked_for |= wanted
        if len(looked_for) > MAX_LISTS:
            raise WildcardError(f"One prompt can use at most {MAX_LISTS} lists; these are more.")
        new = _entries(user_id, wanted)
        found |= new
        if sum(len(entry) for entries in found.values() for entry in entries) > MAX_CHARS:
            raise WildcardError("These lists are too long to be used together. Use fewer of them.")
        wanted = {name for entries in new.values() for entry in entries for name in list_names(entry)}
    return found


def _entries(user_id: UUID, names: set[str]) -> dict[str, tuple[str, ...]]:
    own = db.session.execute(
        select(WildcardList.name, WildcardList.entries).where(
            WildcardList.owner_id == user_id, WildcardList.name.in_(names)
        )
    ).all()
    builtin = {name: BUILTIN_LISTS[name] for name in names if name in BUILTIN_LISTS}
    return builtin | {row.name: tuple(row.entries.splitlines()) for row in own}
