"""What there is to hear, and what could be read aloud."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import Image, Narration, Story, StoryPage

MOST_PAGES = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is there already. `key` names it in a form, as in "caption" or "story:<page id>".

    `voice` is the full name of the one that its story is read by, empty for none, and `style_id` the story's style.
    """

    key: str
    label: str
    words: str
    story_page_id: UUID | None = None
    voice: str = ""
    style_id: UUID | None = None

    @property
    def source(self) -> str:
        return self.key.partition(":")[0]


def newest_of(image_id: UUID, *, with_stories: bool = False) -> Narration | None:
    """Returns the newest narration of a picture, whatever its status; those of stories only when asked for."""
    wanted = select(Narration).where(Narration.image_id == image_id)
    if not with_stories:
        wanted = wanted.where(Narration.story_page_id.is_(None))
    return db.session.scalar(wanted.order_by(Narration.id.desc()).limit(1).execution_options(populate_existing=True))


def last_heard(image_id: UUID) -> Narration | None:
    """Returns the newest narration of a picture that can be heard, of its own texts."""
    mine = Narration.image_id == image_id, Narration.status == "completed", Narration.story_page_id.is_(None)
    return db.session.scalar(select(Narration).where(*mine).order_by(Narration.id.desc()).limit(1))


def of_pages(page_ids: list[UUID]) -> dict[UUID, Narration]:
    """Returns what can be heard with each of these pages of stories, in one query."""
    rows = select(Narration).where(Narration.story_page_id.in_(page_ids), Narration.status == "completed")
    return {row.story_page_id: row for row in db.session.scalars(rows.order_by(Narration.id)) if row.story_page_id}


def newest_of_pages(page_ids: list[UUID]) -> dict[UUID, Narration]:
    """Returns the newest narration of each of these pages, whatever its status, in one query."""
    rows = select(Narration).where(Narration.story_page_id.in_(page_ids)).order_by(Narration.id)
    found = db.session.scalars(rows.execution_options(populate_existing=True))
    return {row.story_page_id: row for row in found if row.story_page_id}


def texts_of(image: Image) -> list[Text]:
    """Returns the texts of a picture that are there: caption, alt text, and those of its owner's stories."""
    own = [Text("caption", "Its caption", image.caption), Text("alt_text", "Its alt text", image.alt_text)]
    pages = (
        select(StoryPage.id, StoryPage.text, Story.title, Story.voice, Story.prompt_helper_id)
        .join(Story, Story.id == StoryPage.story_id)
        .where(StoryPage.image_id == image.id, Story.owner_id == image.owner_id, StoryPage.text != "")
        .order_by(StoryPage.id.desc())
        .limit(MOST_PAGES)
    )
    told = [
        Text(f"story:{page_id}", f"Its page in “{title}”", words, page_id, voice, style_id)
        for page_id, words, title, voice, style_id in db.session.execute(pages)
    ]
    return [each for each in (*own, *told) if each.words.strip()]
