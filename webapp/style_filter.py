"""What a person may look for among styles, as conditions of a query."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from webapp.engines.registry import ENGINES, engine
from webapp.models import PromptHelper, PromptHelperFavorite, PromptHelperVersion, Tag
from webapp.models.prompt_helper import prompt_helper_tag, style_shown_to

WHOSE = {"mine": "Mine", "shared": "Shared by others", "builtin": "Built-in"}
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class StyleFilter:
    """What is looked for; what is empty does not count. `whose` is a key of WHOSE, `engine` the name of one."""

    text: str = ""
    category: str = ""
    tag: str = ""
    whose: str = ""
    engine: str = ""
    is_favorite: bool = False


def conditions(wanted: StyleFilter, viewer_id: UUID) -> list[ColumnElement[bool]]:
    """Returns what a style must be to be found by this person; never one that they may not see."""
    found = [style_shown_to(viewer_id), *(_has_word(word) for word in wanted.text.split()[:MOST_WORDS])]
    if wanted.category:
        found.append(PromptHelper.category == wanted.category)
    if wanted.tag:
        tagged = select(prompt_helper_tag.c.prompt_helper_id).join(Tag, Tag.id == prompt_helper_tag.c.tag_id)
        found.append(PromptHelper.id.in_(tagged.where(Tag.name == wanted.tag)))
    if wanted.is_favorite:
        mine = PromptHelperFavorite.user_id == viewer_id
        found.append(PromptHelper.id.in_(select(PromptHelperFavorite.prompt_helper_id).where(mine)))
    if wanted.engine in ENGINES:
        found.append(_suits(wanted.engine))
    return [*found, *_belongs(wanted.whose, viewer_id)]


def _has_word(word: str) -> ColumnElement[bool]:
    return or_(
        *(column.icontains(word, autoescape=True) for column in (PromptHelper.name, PromptHelper.purpose)),
        PromptHelper.category.icontains(word, autoescape=True),
    )


def _belongs(whose: str, viewer_id: UUID) -> list[ColumnElement[bool]]:
    if whose == "mine":
        return [PromptHelper.owner_id == viewer_id]
    if whose == "builtin":
        return [PromptHelper.is_builtin == true()]
    if whose == "shared":
        return [PromptHelper.is_builtin != true(), PromptHelper.owner_id != viewer_id]
    return []


def _suits(engine_name: str) -> ColumnElement[bool]:
    """A style suits an engine that its recipe names, or that knows its preset."""
    presets = engine(engine_name).capabilities.style_presets
    is_known = exists().where(
        PromptHelperVersion.prompt_helper_id == PromptHelper.id,
        PromptHelperVersion.number == PromptHelper.newest_number,
        PromptHelperVersion.style_preset.in_(presets),
    )
    return or_(PromptHelper.recipe["model_backend"].as_string() == engine_name, is_known)
