"""Where the parts of a story are found: at its own address, or behind a link that was sent to somebody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from webapp.models import Narration, ShareLink

BOOKS = {"EPUB": "epub", "PDF": "pdf", "Comic book (CBZ)": "cbz", "Folder for a browser (ZIP)": "zip"}
_OWN_BOOKS = {"epub": "as_epub", "pdf": "as_pdf", "cbz": "as_comic", "zip": "as_folder"}


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses for whoever reads a story. `books` are what it is taken along as; `shelf_url` leads to more stories."""

    cover_url: str
    page: Callable[[int], str]
    picture: Callable[[UUID, str], str]
    sound: Callable[[Narration, str], str]
    captions: Callable[[Narration], str]
    books: Mapping[str, str]
    shelf_url: str | None


def own_places(story_id: UUID, *, is_mine: bool) -> Places:
    """Returns the addresses for those who may read the story by themselves."""
    return Places(
        url_for("stories.show", story_id=story_id),
        lambda number: url_for("stories.read", story_id=story_id, number=number),
        lambda page_id, variant: url_for("story_files.picture", story_id=story_id, page_id=page_id, variant=variant),
        lambda said, suffix: url_for("narration_files.sound", pk=said.id, suffix=suffix),
        lambda said: url_for("narration_files.captions", pk=said.id),
        {words: url_for(f"story_books.{_OWN_BOOKS[kind]}", story_id=story_id) for words, kind in BOOKS.items()},
        url_for("stories.index", whose=None if is_mine else "all"),
    )


def shared_places(token: str, link: ShareLink) -> Places:
    """Returns the addresses behind a link, which lead nowhere else."""
    books = {words: url_for("shared_stories.book", token=token, kind=kind) for words, kind in BOOKS.items()}
    return Places(
        url_for("shared_stories.show", token=token),
        lambda number: url_for("shared_stories.read", token=token, number=number),
        lambda page_id, variant: url_for("shared_stories.picture", token=token, page_id=page_id, variant=variant),
        lambda said, suffix: url_for("shared_stories.sound", token=token, page_id=said.story_page_id, suffix=suffix),
        lambda said: url_for("shared_stories.captions", token=token, page_id=said.story_page_id),
        books if link.allows_download else {},
        None,
    )
