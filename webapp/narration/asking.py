"""What is to be read aloud, and how it reaches the workers."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from webapp.engines.errors import NotConfigured
from webapp.engines.speech.registry import full_name, voice_called
from webapp.extensions import db
from webapp.models import Image, Narration, PromptHelper
from webapp.models.columns import new_id
from webapp.models.narration import IS_READ_OUT
from webapp.queue import NARRATION_QUEUE, QueueAway, enqueue

TASK = "tasks.narration.narrate_image"
MOST_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Wish:
    """A text to read aloud, of a picture or of a page of a story.

    `voice` is a full name, empty for the studio's first voice. `style_id` names the style that says how it is
    read, None for that of the picture.
    """

    image: Image | None
    source: str
    text: str
    voice: str = ""
    story_page_id: UUID | None = None
    style_id: UUID | None = None


def draft_of(wish: Wish, user_id: UUID) -> Narration:
    """Returns the row of a wish, not added yet, with its price. Raises NotConfigured where nothing can speak."""
    found = voice_called(wish.voice, wish.text)
    if found is None:
        raise NotConfigured("This studio has no voice yet.")
    by, voice = found
    style_id = wish.style_id or (wish.image.prompt_helper_id if wish.image else None)
    style = db.session.get(PromptHelper, style_id) if style_id else None
    words = wish.text[:MOST_CHARS]
    return Narration(
        id=new_id(),
        image_id=wish.image.id if wish.image else None,
        user_id=user_id,
        story_page_id=wish.story_page_id,
        source=wish.source,
        text=words,
        voice=full_name(by, voice),
        manner=style.voice_style if style else "",
        language=voice.language,
        credits=by.price(words),
    )


def held_credits(user_id: UUID) -> float:
    """Returns what the narrations on the way of a person will cost."""
    held = select(func.sum(Narration.credits)).where(Narration.user_id == user_id, IS_READ_OUT)
    return db.session.scalar(held) or 0.0


def hand_over(narration_id: UUID) -> None:
    """Gives a narration to the workers. While Redis is away it waits: the upkeep hands it over later."""
    with suppress(QueueAway):
        enqueue(TASK, narration_id, NARRATION_QUEUE)
