"""Stars on styles, and the tags that the picker offers."""

from collections import Counter
from functools import cache
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptHelperFavorite
from webapp.styles.builtin import STYLES

TAGS_OFFERED = 24


def toggle_favorite(user_id: UUID, style_id: UUID) -> bool:
    """Stars a style, or takes the star away. Returns whether it is starred now."""
    mine = PromptHelperFavorite.user_id == user_id, PromptHelperFavorite.prompt_helper_id == style_id
    with writing() as session:
        if session.execute(delete(PromptHelperFavorite).where(*mine).returning(PromptHelperFavorite.user_id)).first():
            return False
        insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
        starred = insert(PromptHelperFavorite).values(user_id=user_id, prompt_helper_id=style_id)
        session.execute(starred.on_conflict_do_nothing())
    return True


@cache
def common_tags() -> tuple[str, ...]:
    """Returns the tags that most built-in styles carry, in the order of the alphabet."""
    counted = Counter(tag for style in STYLES for tag in style.tags)
    return tuple(sorted(tag for tag, _ in counted.most_common(TAGS_OFFERED)))
