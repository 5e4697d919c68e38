"""A story as it is read: its pages as plain data, with the pictures that the reader may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from webapp.access import can
from webapp.extensions import db
from webapp.models import Image, Story, StoryPage, User


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a page. `key` names its file."""

    key: str
    alt: str
    caption: str
    width_px: int
    height_px: int
    colour: str
    is_mine: bool
    image_id: UUID


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, counted from 1."""

    id: UUID
    number: int
    text: str
    picture: Shown | None

    @property
    def paragraphs(self) -> list[str]:
        return [each.strip() for each in self.text.replace("\r", "").split("\n") if each.strip()]

    @property
    def opening(self) -> str:
        """The first words, to know the page by in a list."""
        words = " ".join(self.text.split())
        return words if len(words) <= 80 else f"{words[:80].rsplit(' ', 1)[0]} …"


def leaves(story: Story, reader: User | None) -> list[Leaf]:
    """Returns all pages in their order, in one query, for somebody who may read the story, be it by a link alone."""
    return list(_leaves(story, reader))


def _leaves(story: Story, reader: User | None) -> Iterator[Leaf]:
    rows = db.session.execute(
        select(StoryPage, Image)
        .outerjoin(Image, Image.id == StoryPage.image_id)
        .where(StoryPage.story_id == story.id)
        .order_by(StoryPage.position, StoryPage.id)
    )
    for number, (page, image) in enumerate(rows.all(), 1):
        yield Leaf(page.id, number, page.text, _shown(image, reader) if is_shown_in(story, image, reader) else None)


def sees(reader: User | None, story: Story, image: Image | None) -> bool:
    """Tells whether somebody may read the story and sees this picture of it."""
    return can(reader, "read", story) and is_shown_in(story, image, reader)


def is_shown_in(story: Story, image: Image | None, reader: User | None) -> bool:
    """Tells whether who reads the story sees this picture of it.

    The author's own pictures are shown to all who read the story: that is what putting them there means. Any other is
    shown only to those who may see it anyway, and one in the trash to nobody.
    """
    if image is None or image.deleted_at is not None:
        return False
    return image.owner_id == story.owner_id or can(reader, "read", image)


def _shown(image: Image | None, reader: User | None) -> Shown | None:
    if image is None:
        return None
    return Shown(
        key=image.file_path,
        alt=image.alt_text or image.title or "A picture without a description yet",
        caption=image.caption,
        width_px=image.width_px,
        height_px=image.height_px,
        colour=image.colour,
        is_mine=reader is not None and image.owner_id == reader.id,
        image_id=image.id,
    )
