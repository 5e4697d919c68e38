"""Brings the built-in styles into the database; run at every start, it changes only what differs."""

from sqlalchemy import select

from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion
from webapp.styles.builtin import STYLES, BuiltinStyle


def seed_styles() -> int:
    """Adds the styles that are missing and a new version of those whose words changed. Returns how many."""
    known = {
        helper.slug: helper for helper in db.session.scalars(select(PromptHelper).where(PromptHelper.is_builtin)).all()
    }
    newest = {helper.slug: helper.versions[-1] for helper in known.values() if helper.versions}
    changed = [
        (position, style)
        for position, style in enumerate(STYLES)
        if style.slug not in newest or _differs(newest[style.slug], style)
    ]
    if not changed:
        return 0
    with writing() as session:
        for position, style in changed:
            helper = known.get(style.slug) or _helper(style, position)
            session.add(helper)
            helper.newest_number += 1
            helper.versions.append(_version(style, helper.newest_number))
    return len(changed)


def _differs(version: PromptHelperVersion, style: BuiltinStyle) -> bool:
    return (version.prompt, version.negative_prompt, version.style_preset) != (
        style.prompt,
        style.negative_prompt,
        style.preset,
    )


def _helper(style: BuiltinStyle, position: int) -> PromptHelper:
    return PromptHelper(
        slug=style.slug,
        name=style.name,
        purpose=style.purpose,
        category=style.category,
        is_builtin=True,
        visibility="shared",
        newest_number=0,
        position=position,
        preview_path=f"img/styles/{style.slug}.webp",
        versions=[],
    )


def _version(style: BuiltinStyle, number: int) -> PromptHelperVersion:
    return PromptHelperVersion(
        number=number, prompt=style.prompt, negative_prompt=style.negative_prompt, style_preset=style.preset
    )
