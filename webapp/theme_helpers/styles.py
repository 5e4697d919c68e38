"""The styles a theme recommends, as they are typed: by name, in their order."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select

from webapp.extensions import db
from webapp.models import PromptHelper, style_shown_to, theme_helper_style
from webapp.slugs import folded

MOST_SUGGESTED = 120


def styles_called(names: Sequence[str], viewer_id: UUID) -> list[PromptHelper | None]:
    """Returns the style that each name or slug means to the viewer, None where there is none they may see.

    Of several with one name it is a built-in one, else their own, else the first.
    """
    lowered = {name.lower() for name in names if name}
    if not lowered:
        return [None for _ in names]
    is_called = or_(
        PromptHelper.slug.in_({folded(name) for name in lowered}),
        PromptHelper.name.in_(names),
        func.lower(PromptHelper.name).in_(lowered),
    )
    rows = db.session.scalars(select(PromptHelper).where(style_shown_to(viewer_id), is_called)).all()
    best = sorted(rows, key=lambda row: (not row.is_builtin, row.owner_id != viewer_id, row.position, row.id))
    return [_first_called(name, best) for name in names]


def names_of(styles: Iterable[PromptHelper], viewer_id: UUID) -> list[str]:
    """Returns what to type for these styles: their names, and the slugs of those that share one."""
    shown = list(styles)
    meant = styles_called([style.name for style in shown], viewer_id)
    return [style.name if other is style else style.slug for style, other in zip(shown, meant, strict=True)]


def suggested_names(viewer_id: UUID) -> list[str]:
    """Returns the names offered while somebody types: built-in styles and those of people, newest first."""
    known = select(PromptHelper.name).where(style_shown_to(viewer_id))
    ordered = known.order_by(PromptHelper.position, PromptHelper.id).limit(MOST_SUGGESTED)
    return list(dict.fromkeys(db.session.scalars(ordered)))


def keep_styles(theme_id: UUID, style_ids: Iterable[UUID]) -> None:
    """Makes these the styles of a theme, in this order. Call it inside `writing()`."""
    db.session.execute(delete(theme_helper_style).where(theme_helper_style.c.theme_helper_id == theme_id))
    rows = [
        {"theme_helper_id": theme_id, "prompt_helper_id": style_id, "position": position}
        for position, style_id in enumerate(dict.fromkeys(style_ids))
    ]
    if rows:
        db.session.execute(insert(theme_helper_style), rows)


def _first_called(name: str, styles: Sequence[PromptHelper]) -> PromptHelper | None:
    by_slug = (style for style in styles if style.slug == folded(name))
    by_name = (style for style in styles if style.name.lower() == name.lower())
    return next(by_name, None) or next(by_slug, None)
