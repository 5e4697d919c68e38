"""Does one thing with many pictures: at once when there are few, in the background when there are many."""

from dataclasses import dataclass

from webapp.bulk import jobs
from webapp.bulk.actions import ACTIONS, count_words
from webapp.bulk.chosen import Chosen, targets
from webapp.database import writing
from webapp.extensions import db
from webapp.models import BulkJob, User
from webapp.models.columns import utc_now
from webapp.picture_changes import own_ids, trashed_ids

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: how many pictures were meant, were the person's own, and are done."""

    action: str
    value: str
    meant: int
    own: int
    done: int

    @property
    def sentence(self) -> str:
        """What happened, and to how many it did not."""
        has_done = self.done or not self.meant
        words = [f"{count_words(self.done)} {ACTIONS[self.action].done}." if has_done else "Nothing was changed."]
        if others := self.meant - self.own:
            words.append(f"{others:,} {'was' if others == 1 else 'were'} not yours to change.")
        if full := self.own - self.done:
            words.append(f"{full:,} already {'carries' if full == 1 else 'carry'} as many tags as a picture can.")
        return " ".join(words)


def act(person: User, action: str, value: str, chosen: Chosen) -> Outcome | BulkJob:
    """Does `action` with one's own pictures among those chosen, in one transaction.

    Very many of a whole wall become a job in the background, which is returned instead.
    """
    if action == "trash":
        value = utc_now().isoformat()
    if not chosen.is_all:
        return _do(person, action, value, chosen, len(chosen.ids))
    ids = db.session.scalars(targets(person.id, action, value, chosen.filters).limit(MOST_AT_ONCE + 1)).all()
    if len(ids) > MOST_AT_ONCE:
        return jobs.start(person.id, action, value, chosen.filters)
    return _do(person, action, value, Chosen(tuple(ids)), len(ids))


def _do(person: User, action: str, value: str, chosen: Chosen, meant: int) -> Outcome:
    with writing() as session:
        own = (
            trashed_ids(session, person.id, chosen.ids)
            if action == "restore"
            else own_ids(session, person.id, chosen.ids)
        )
        done = ACTIONS[action].apply(session, person.id, own, value)
    return Outcome(action, value, meant, len(own), done)
