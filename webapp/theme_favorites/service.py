"""Starring themes."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from webapp.database import writing
from webapp.models import ThemeFavorite, ThemeHelper
from webapp.theme_cards import ThemePage, read_themes, theme_query


def favorite_themes(user_id: UUID, before: UUID | None) -> ThemePage:
    """Returns a page of the themes somebody starred and still sees."""
    return read_themes(theme_query(user_id).where(ThemeFavorite.user_id == user_id), before, user_id)


def toggle_favorite(user_id: UUID, theme: ThemeHelper) -> None:
    """Stars a theme, or takes the star away. Two clicks at once leave it starred."""
    mine = delete(ThemeFavorite).where(ThemeFavorite.user_id == user_id, ThemeFavorite.theme_helper_id == theme.id)
    try:
        with writing() as session:
            if not session.execute(mine).rowcount:  # type: ignore[attr-defined]  # a DELETE counts its rows
                session.add(ThemeFavorite(user_id=user_id, theme_helper_id=theme.id))
    except IntegrityError:
        return
