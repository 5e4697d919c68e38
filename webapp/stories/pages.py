"""Pages of a story: added, filled, put in order, taken away."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from webapp.database import writing
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import Image, Story, StoryPage
from webapp.models.columns import new_id, utc_now

MAX_PAGES = 200


class TooManyPages(AppError):
    status = 409
    code = "too_many_pages"
    title = "That is a long story"
    sentence = f"A story has {MAX_PAGES} pages at most. Go on in a second volume."


class NotYourPicture(ValueError):
    """The picture is not there any more, or not the author's."""


def pages_of(story: Story) -> Sequence[StoryPage]:
    """Returns the pages in their order, in one query."""
    order = StoryPage.position, StoryPage.id
    return db.session.scalars(select(StoryPage).where(StoryPage.story_id == story.id).order_by(*order)).all()


def add_page(story: Story) -> UUID:
    """Adds an empty page at the end. Raises TooManyPages."""
    page_id = new_id()
    mine = select(func.count(StoryPage.id), func.max(StoryPage.position)).where(StoryPage.story_id == story.id)
    with writing() as session:
        count, last = session.execute(mine).one()
        if count >= MAX_PAGES:
            raise TooManyPages
        session.add(StoryPage(id=page_id, story_id=story.id, position=0 if last is None else last + 1))
        story.changed_at = utc_now()
    return page_id


def fill_page(story: Story, page: StoryPage, text: str, picture: str) -> None:
    """Keeps the text and the picture (an id, empty for none) of a page. Raises NotYourPicture."""
    image_id = _picture_id(story, page, picture)
    with writing():
        page.text, page.image_id = text, image_id
        story.changed_at = utc_now()


def _picture_id(story: Story, page: StoryPage, picture: str) -> UUID | None:
    if not picture:
        return None
    try:
        wanted = UUID(picture)
    except ValueError:
        raise NotYourPicture from None
    if wanted == page.image_id:
        return wanted
    mine = select(Image.id).where(Image.id == wanted, Image.owner_id == story.owner_id, Image.deleted_at.is_(None))
    found = db.session.scalar(mine)
    if found is None:
        raise NotYourPicture
    return found


def reorder(story: Story, wanted: Sequence[str], up: str = "", down: str = "") -> None:
    """Puts the pages into the `wanted` order of ids, then moves one up or down. Unknown ids count for nothing.

    Pages that `wanted` does not name (added meanwhile in another tab) stay behind the others.
    """
    with writing():
        pages = {str(page.id): page for page in pages_of(story)}
        named = [key for key in dict.fromkeys(wanted) if key in pages]
        order = named + [key for key in pages if key not in named]
        _move(order, up, -1)
        _move(order, down, 1)
        for position, key in enumerate(order):
            pages[key].position = position
        story.changed_at = utc_now()


def _move(order: list[str], key: str, by: int) -> None:
    if key in order:
        place = order.index(key)
        order.insert(max(0, place + by), order.pop(place))


def delete_page(story: Story, page: StoryPage) -> None:
    with writing() as session:
        session.delete(page)
        story.changed_at = utc_now()
