"""A story ready to be bound: plain data, and its pictures as JPEG files."""

import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import current_app
from PIL import Image as Pixels

from webapp.letters.faces import is_right_to_left
from webapp.letters.language import language_of
from webapp.media import storage
from webapp.models import Story
from webapp.storage.errors import Missing
from webapp.stories.reading import Leaf

LONGEST_SIDE_PX = 1600
QUALITY = 88
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


@dataclass(frozen=True, slots=True)
class Book:
    """All of a story that its reader may take along."""

    id: UUID
    title: str
    author: str
    description: str
    changed_at: datetime
    leaves: list[Leaf]

    @property
    def file_name(self) -> str:
        """A name for a file, of letters and digits that every system keeps."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.casefold()).strip("-")[:60] or "story"

    @property
    def own_name(self) -> str:
        """The same in the letters of the title, whatever they are: how browsers call the file."""
        kept = (each if unicodedata.category(each)[0] in "LMN" else "-" for each in self.title.casefold())
        return re.sub("-+", "-", "".join(kept)).strip("-")[:60] or "story"

    @property
    def texts(self) -> list[str]:
        """All that is set in its pages."""
        captions = (leaf.picture.caption for leaf in self.leaves if leaf.picture is not None)
        return [self.title, self.author, self.description, *(leaf.text for leaf in self.leaves), *captions]

    @property
    def language(self) -> str:
        """The language that its letters tell, such as "ja"; "" where they do not."""
        return language_of("".join(self.texts))

    @property
    def is_right_to_left(self) -> bool:
        """Tells whether its pages turn from left to right, as its title is written."""
        return is_right_to_left(self.title)


def book_of(story: Story, pages: list[Leaf]) -> Book:
    """Returns the story as its reader may take it along, with the pages as they see them."""
    author = story.author_line or story.owner.name
    return Book(story.id, story.title, author, story.description, story.changed_at, pages)


def picture_of(leaf: Leaf) -> Pixels.Image | None:
    """Returns the picture of a page, 1600 px at most, without anything else that its file holds."""
    if leaf.picture is None:
        return None
    try:
        with storage().open(leaf.picture.key) as stream, Pixels.open(stream) as found:
            pixels = _on_white(found)
    except Missing:
        return None
    pixels.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX), reducing_gap=2.0)
    return pixels


def cover_of(book: Book) -> Pixels.Image | None:
    """Returns the first picture that is there: it stands on the cover."""
    return next((pixels for pixels in map(picture_of, book.leaves) if pixels is not None), None)


def jpeg(pixels: Pixels.Image) -> bytes:
    """Encodes a picture for readers of books, all of which know JPEG."""
    target = io.BytesIO()
    pixels.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def rendered(template: str, **context: object) -> str:
    """Fills in a template of a book's part, without what XML cannot hold."""
    return _NOT_XML.sub("", current_app.jinja_env.get_template(f"stories/book/{template}").render(**context))


def _on_white(found: Pixels.Image) -> Pixels.Image:
    if not found.has_transparency_data:
        return found.convert("RGB")
    whole = found.convert("RGBA")
    paper = Pixels.new("RGBA", whole.size, "white")
    paper.alpha_composite(whole)
    return paper.convert("RGB")
