"""Sees to it that vectors get made: hands the work to a worker, and walks over all things to find what was missed."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from webapp.extensions import db
from webapp.meaning.making import NO_ID, heal, is_wanted
from webapp.meaning.texts import IDS
from webapp.meaning.weights import why_away
from webapp.models import ImageRequest
from webapp.models.columns import utc_now
from webapp.models.image_request import IS_LIVE
from webapp.queue import MEANING_QUEUE, QueueAway, enqueue_alone

TASK = "tasks.meaning.make_vectors"
PICTURES_GO_FIRST = timedelta(seconds=20)


class VectorKeeper:
    """Remembers how far the walk has come, for each kind of thing."""

    def __init__(self) -> None:
        self._after: dict[str, UUID] = dict.fromkeys(IDS, NO_ID)

    def hand_over(self) -> bool:
        """Asks a worker for the vectors that are wanted, unless one is at it or Redis is away. Tells whether it did.

        While pictures are being drawn, words wait a little: nobody looks for them yet.
        """
        is_drawing = db.session.scalar(select(ImageRequest.id).where(IS_LIVE).limit(1)) is not None
        is_due = is_wanted(utc_now() - PICTURES_GO_FIRST if is_drawing else None)
        db.session.commit()
        if not is_due or why_away() is not None:
            return False
        try:
            return enqueue_alone(TASK, MEANING_QUEUE)
        except QueueAway:
            return False

    def heal(self) -> None:
        """Looks at the next few hundred things of each kind."""
        if why_away() is None:
            self._after = {kind: heal(kind, after) for kind, after in self._after.items()}
