"""Plain text search over styles: for a studio without the language model."""

import re
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select

from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion, Tag, style_shown_to
from webapp.models.prompt_helper import prompt_helper_tag

WORDS_MAX = 10
SHORTEST = 3
_WORD = re.compile(r"\w+")


def styles_with(query: str, limit: int, viewer_id: UUID) -> list[tuple[UUID, float]]:
    """Returns the styles the viewer may see that hold the most of these words, with the share that they hold."""
    words = [word for word in dict.fromkeys(_WORD.findall(query.lower())) if len(word) >= SHORTEST][:WORDS_MAX]
    if not words:
        return []
    score = sum((case((_holds(word), 1.0), else_=0.0) for word in words[1:]), case((_holds(words[0]), 1.0), else_=0.0))
    is_newest = and_(
        PromptHelperVersion.prompt_helper_id == PromptHelper.id,
        PromptHelperVersion.number == PromptHelper.newest_number,
    )
    scored = select(PromptHelper.id, (score / len(words)).label("score"), PromptHelper.position)
    found = scored.outerjoin(PromptHelperVersion, is_newest).where(style_shown_to(viewer_id)).subquery()
    best = select(found.c.id, found.c.score).where(found.c.score > 0)
    rows = db.session.execute(best.order_by(found.c.score.desc(), found.c.position, found.c.id).limit(limit))
    return [(style_id, float(share)) for style_id, share in rows]


def _holds(word: str) -> ColumnElement[bool]:
    fields = (PromptHelper.name, PromptHelper.purpose, PromptHelper.category, PromptHelperVersion.prompt)
    tags = select(Tag.id).join(prompt_helper_tag, prompt_helper_tag.c.tag_id == Tag.id)
    is_tagged = tags.where(
        prompt_helper_tag.c.prompt_helper_id == PromptHelper.id, Tag.name.contains(word, autoescape=True)
    )
    held = [func.lower(each).contains(word, autoescape=True) for each in fields]
    return held[0] | held[1] | held[2] | held[3] | is_tagged.exists()
