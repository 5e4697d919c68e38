"""Brings the built-in styles into the database; run at every start, it changes only what differs."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion, Tag
from webapp.styles.builtin import STYLES
from webapp.styles.style import BuiltinStyle
from webapp.tagging import tags_named


def seed_styles() -> int:
    """Adds the styles that are missing, a new version of those whose words changed, and sets right what else differs.

    What people forked from them, starred or drew with them stays as it is. Returns how many changed.
    """
    known = _known()
    changed = [
        (position, style)
        for position, style in enumerate(STYLES)
        if style.slug not in known or _differs(known[style.slug], style, position)
    ]
    if not changed:
        return 0
    with writing() as session:
        tags = {tag.name: tag for tag in tags_named({name: None for _, style in changed for name in style.tags})}
        for position, style in changed:
            helper = known.get(style.slug) or PromptHelper(slug=style.slug, newest_number=0, versions=[])
            session.add(helper)
            _set_right(helper, style, position, tags)
    return len(changed)


def _known() -> dict[str, PromptHelper]:
    """Returns the built-in styles there are, by slug, with their versions and tags."""
    wanted = select(PromptHelper).where(PromptHelper.is_builtin)
    loaded = wanted.options(selectinload(PromptHelper.versions), selectinload(PromptHelper.tags))
    return {helper.slug: helper for helper in db.session.scalars(loaded).all()}


def _differs(helper: PromptHelper, style: BuiltinStyle, position: int) -> bool:
    is_same = {name: getattr(helper, name) for name in _facts(style, position)} == _facts(style, position)
    tags = {tag.name for tag in helper.tags}
    return not is_same or tags != set(style.tags) or _has_other_words(helper, style)


def _facts(style: BuiltinStyle, position: int) -> dict[str, object]:
    return {
        "name": style.name,
        "purpose": style.purpose,
        "category": style.category,
        "is_builtin": True,
        "visibility": "shared",
        "position": position,
        "preview_path": f"img/styles/{style.slug}.webp",
    }


def _has_other_words(helper: PromptHelper, style: BuiltinStyle) -> bool:
    if not helper.versions:
        return True
    newest = helper.versions[-1]
    words = (newest.prompt, newest.negative_prompt, newest.style_preset)
    return words != (style.prompt, style.negative_prompt, style.preset)


def _set_right(helper: PromptHelper, style: BuiltinStyle, position: int, tags: dict[str, Tag]) -> None:
    for name, value in _facts(style, position).items():
        setattr(helper, name, value)
    helper.tags = [tags[name] for name in style.tags]
    if _has_other_words(helper, style):
        helper.newest_number += 1
        helper.versions.append(_version(style, helper.newest_number))


def _version(style: BuiltinStyle, number: int) -> PromptHelperVersion:
    return PromptHelperVersion(
        number=number, prompt=style.prompt, negative_prompt=style.negative_prompt, style_preset=style.preset
    )
