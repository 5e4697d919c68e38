"""A story read aloud: which of its pages can be heard, and all others asked for at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.engines.speech.registry import voice_called, ways_to_speak
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import Image, Narration, Story, User
from webapp.narration.asking import MOST_CHARS, Wish
from webapp.narration.kept import store_again
from webapp.narration.reading import newest_of_pages
from webapp.pipeline.aloud import ask_for_narration
from webapp.stories.reading import Leaf

LIVE = ("queued", "running")


@dataclass(slots=True)
class Aloud:
    """How far a story is read aloud, by its pages with words; `total` are those that are heard or could be.

    `failed` are numbers of pages and why; those in `changed` are heard with the words they had before, `unread` are to
    be asked for, with what failed or changed. The others cannot be: they have too many words.
    `ways_to_speak` tells how a voice is switched on where there is none.
    """

    voice: str
    credits: float = 0.0
    total: int = 0
    heard: int = 0
    live: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unread: list[Leaf] = field(default_factory=list)
    too_long: list[int] = field(default_factory=list)
    ways_to_speak: list[str] = field(default_factory=list)


def aloud_of(story: Story, leaves: Sequence[Leaf]) -> Aloud:
    """Returns how far the story with these pages is read, in one query. Its voice is "" where nothing can speak."""
    found = voice_called(story.voice, " ".join(leaf.text for leaf in leaves))
    aloud = Aloud(found[1].label) if found else Aloud("", ways_to_speak=ways_to_speak())
    newest = newest_of_pages([leaf.id for leaf in leaves])
    for leaf in leaves:
        if leaf.text.strip():
            _count(aloud, leaf, newest.get(leaf.id))
    aloud.credits = sum(found[0].price(leaf.text) for leaf in aloud.unread) if found else 0.0
    return aloud


def _count(aloud: Aloud, leaf: Leaf, said: Narration | None) -> None:
    """Adds a page to what it belongs to."""
    if said is not None and said.status in LIVE:
        aloud.live, aloud.total = aloud.live + 1, aloud.total + 1
        return
    if said is not None and said.status == "completed":
        aloud.heard, aloud.total = aloud.heard + 1, aloud.total + 1
        if said.text == leaf.text:
            return
        aloud.changed.append(leaf.number)
    if len(leaf.text) > MOST_CHARS:
        aloud.too_long.append(leaf.number)
    else:
        aloud.unread.append(leaf)
        aloud.total += said is None or said.status != "completed"
        if said is not None and said.status == "failed":
            aloud.failed.append((leaf.number, said.error_message))


def read_aloud(author: User, story: Story, leaves: Sequence[Leaf]) -> str:
    """Asks for all pages that are to be read; what is paid already is only stored. Raises NotConfigured.

    Returns why some were not asked for, "" where all were.
    """
    unread = aloud_of(story, leaves).unread
    newest = newest_of_pages([leaf.id for leaf in unread])
    voice, style_id = story.voice, story.prompt_helper_id
    for leaf in unread:
        said = newest.get(leaf.id)
        if said is not None and said.status == "failed" and store_again(said.id):
            continue
        picture = leaf.picture
        image = db.session.get(Image, picture.image_id) if picture is not None and picture.is_mine else None
        try:
            ask_for_narration(author, Wish(image, "story", leaf.text, voice, leaf.id, style_id))
        except AppError as error:
            return error.sentence
    return ""
