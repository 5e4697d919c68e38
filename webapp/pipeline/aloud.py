"""Has texts read aloud within the budget: for who asks, and after each new picture for who wants that."""

import logging

from sqlalchemy import select

from webapp.database import writing
from webapp.engines.speech.registry import ready_speakers
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import Image, Narration, User
from webapp.models.image_request import PROBE
from webapp.models.narration import IS_READ_OUT
from webapp.narration.asking import Wish, draft_of, hand_over, held_credits
from webapp.pipeline.quota import OutOfCredits, remaining, take_turn

MOST_AT_ONCE = 20

log = logging.getLogger(__name__)


class TooManyNarrations(AppError):
    status = 429
    code = "too_many_narrations"
    title = "A full queue"
    sentence = "You already have many narrations on the way. Wait for some to finish."
    retry_after_s = 30


def ask_for_narration(user: User, wish: Wish) -> Narration:
    """Commits a narration and hands it to the workers; one on the way to the same picture or page is returned instead.

    Raises NotConfigured, OutOfCredits or TooManyNarrations.
    """
    row = draft_of(wish, user.id)
    with writing() as session:
        take_turn(user)
        on_the_way = list(session.scalars(select(Narration).where(Narration.user_id == user.id, IS_READ_OUT)))
        here = (row.image_id, row.story_page_id)
        same = [each for each in on_the_way if (each.image_id, each.story_page_id) == here]
        if same:
            return same[0]
        if len(on_the_way) >= MOST_AT_ONCE:
            raise TooManyNarrations
        if row.credits > 0 and row.credits + held_credits(user.id) > remaining(user):
            raise OutOfCredits("This needs more credits than you have left this month. Choose another voice.")
        session.add(row)
    hand_over(row.id)
    return row


def narrate_new(image: Image) -> None:
    """Reads a new picture's caption or alt text aloud where its owner wants that for all."""
    owner = db.session.get(User, image.owner_id)
    words = image.caption or image.alt_text
    if owner is None or not owner.has_narrations or image.generation_type == PROBE or not words:
        return
    if not ready_speakers():
        return
    try:
        ask_for_narration(owner, Wish(image, "caption" if image.caption else "alt_text", words))
    except AppError as error:
        log.info("Image %s is not read aloud: %s", image.id, error.code)
