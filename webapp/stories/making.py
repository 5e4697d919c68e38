"""Pictures for a page, made from its text with the story's theme and style."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update

from webapp.database import writing
from webapp.engines.registry import engine
from webapp.engines.sizes import fitted
from webapp.extensions import db
from webapp.models import (
    Image,
    ImageRequest,
    PromptHelperVersion,
    Story,
    StoryPage,
    StoryPageRequest,
    ThemeHelper,
    User,
    style_shown_to,
    theme_shown_to,
)
from webapp.models.prompt_helper import PromptHelper
from webapp.pipeline.offer import offers
from webapp.pipeline.submit import Wish, submit
from webapp.shapes import SHAPES

MOST_WORDS_CHARS = 900
REQUESTS_SHOWN = 4
# What prompts read as choices, blocks, weights or tags is only a mark in a sentence.
_MARKS = re.compile(r"[{}\[\]()<>|@]|__|\s+")


def scene_words(text: str) -> str:
    """Returns the text of a page as the words of a prompt: in one line, without marks that prompts read otherwise.

    What is too long for engines ends with the last whole sentence, or word, that fits.
    """
    words = " ".join(_MARKS.sub(" ", text).split())
    if len(words) <= MOST_WORDS_CHARS:
        return words
    cut = words[:MOST_WORDS_CHARS]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? ", "。"))
    return cut[: end + 1] if end > 0 else cut.rsplit(" ", 1)[0]


def make_pictures(author: User, story: Story, page: StoryPage, shape: str, count: int, key: str) -> ImageRequest:
    """Asks for pictures of a page by the engine that Create opens with. Raises what submit raises."""
    drawer = offers().opening
    can = engine(drawer).capabilities
    models = can.models_for()
    model = models[0].name if models else ""
    width_px, height_px = fitted(*SHAPES[shape], can.sizes_for("generate", model))
    wish = Wish(
        prompt=scene_words(page.text),
        width_px=width_px,
        height_px=height_px,
        model_backend=drawer,
        model=model,
        num_outputs=count,
        style_version=_newest_version(story, author.id),
        theme=_theme(story, author.id),
        target="scene",
    )
    page_id = page.id
    asked = submit(author, wish, key)
    request_id = asked.id
    with writing() as session:
        session.merge(StoryPageRequest(page_id=page_id, request_id=request_id))
    _fill_at_once(page_id, request_id)
    return asked


def _fill_at_once(page_id: UUID, request_id: UUID) -> None:
    """Fills the page with a picture that was made before the page was noted: its hook could not know of the page."""
    made = select(Image.id).where(Image.request_id == request_id).order_by(Image.position).limit(1)
    image_id = db.session.scalar(made)
    if image_id is not None:
        with writing() as session:
            is_empty = StoryPage.id == page_id, StoryPage.image_id.is_(None)
            session.execute(update(StoryPage).where(*is_empty).values(image_id=image_id))


def requests_of(page_id: UUID) -> Sequence[ImageRequest]:
    """Returns the newest requests for pictures of a page."""
    asked = select(ImageRequest).join(StoryPageRequest, StoryPageRequest.request_id == ImageRequest.id)
    newest = asked.where(StoryPageRequest.page_id == page_id).order_by(ImageRequest.id.desc())
    return db.session.scalars(newest.limit(REQUESTS_SHOWN)).all()


def _newest_version(story: Story, author_id: UUID) -> PromptHelperVersion | None:
    if story.prompt_helper_id is None:
        return None
    return db.session.scalar(
        select(PromptHelperVersion)
        .join(PromptHelper, PromptHelper.id == PromptHelperVersion.prompt_helper_id)
        .where(PromptHelper.id == story.prompt_helper_id, style_shown_to(author_id))
        .order_by(PromptHelperVersion.number.desc())
        .limit(1)
    )


def _theme(story: Story, author_id: UUID) -> ThemeHelper | None:
    wanted = ThemeHelper.id == story.theme_helper_id
    return db.session.scalar(select(ThemeHelper).where(wanted, theme_shown_to(author_id)))
