"""The list of themes, narrowed by what the address says."""

from dataclasses import dataclass
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import Select, select
from werkzeug.datastructures import MultiDict

from webapp.models import Tag, ThemeFavorite, ThemeHelper, theme_helper_tag
from webapp.tagging import fold
from webapp.theme_cards import ThemePage, holds, read_themes, theme_query

Whose = Literal["", "mine", "shared", "built-in", "favorites"]
MOST_WORDS_CHARS = 80


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list. Empty: nothing does."""

    words: str = ""
    category: str = ""
    tag: str = ""
    whose: Whose = ""

    @property
    def is_on(self) -> bool:
        return bool(self.words or self.category or self.tag or self.whose)

    def address(self, **changes: str) -> dict[str, str]:
        """Returns the query of the address that these filters stand for, with changes."""
        now = {"q": self.words, "category": self.category, "tag": self.tag, "whose": self.whose, **changes}
        return {key: value for key, value in now.items() if value}


def filters_from(args: MultiDict[str, str]) -> Filters:
    """Reads the filters from the address; what makes no sense narrows nothing."""
    whose: Any = args.get("whose", "")
    return Filters(
        args.get("q", "").replace("\0", "").strip()[:MOST_WORDS_CHARS],
        args.get("category", "").replace("\0", "")[:40],
        args.get("tag", "").replace("\0", "").strip()[:MOST_WORDS_CHARS],
        whose if whose in get_args(Whose) else "",
    )


def themes_for(viewer_id: UUID, filters: Filters, before: UUID | None) -> ThemePage:
    """Returns a page of the themes somebody sees: featured and built-in ones, then the newest."""
    return read_themes(_narrowed(theme_query(viewer_id), viewer_id, filters), before, viewer_id)


def _narrowed(wanted: Select[Any], viewer_id: UUID, filters: Filters) -> Select[Any]:
    if filters.category:
        wanted = wanted.where(ThemeHelper.category == filters.category)
    if filters.words:
        wanted = wanted.where(holds(filters.words))
    if filters.tag:
        tagged = select(theme_helper_tag.c.theme_helper_id).join(Tag, Tag.id == theme_helper_tag.c.tag_id)
        wanted = wanted.where(ThemeHelper.id.in_(tagged.where(Tag.name == fold(filters.tag))))
    if filters.whose == "mine":
        return wanted.where(ThemeHelper.owner_id == viewer_id)
    if filters.whose == "favorites":
        return wanted.where(ThemeFavorite.user_id == viewer_id)
    if filters.whose == "shared":
        return wanted.where(ThemeHelper.visibility == "shared", ThemeHelper.is_builtin.is_(False))
    return wanted.where(ThemeHelper.is_builtin) if filters.whose == "built-in" else wanted
