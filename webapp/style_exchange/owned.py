"""A person's styles as files need them: each in its newest words, read by one query."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion, PromptPlacement, style_shown_to
from webapp.style_exchange.drafts import Draft
from webapp.style_exchange.matching import Owned, words_of

PAGE_SIZE = 100


def owned_styles(session: Session, owner_id: UUID) -> list[Owned]:
    """Returns the styles of a person, oldest first."""
    rows = session.execute(_newest().where(*_of(owner_id)).order_by(PromptHelper.id))
    return [
        Owned(row.id, row.name, words_of(row.prompt, row.negative_prompt, row.placement or "append")) for row in rows
    ]


def own_drafts(owner_id: UUID) -> list[Draft]:
    """Returns the styles of a person, to be written into a file, oldest first."""
    return _drafts(_newest().where(*_of(owner_id)))


def visible_drafts(viewer_id: UUID, ids: Sequence[UUID]) -> list[Draft]:
    """Returns those of the styles `ids` that somebody may see, oldest first."""
    return _drafts(_newest().where(PromptHelper.id.in_(ids), style_shown_to(viewer_id)))


def page_of_names(owner_id: UUID, before: UUID | None) -> list[Any]:
    """Returns id, name and category of a page of a person's styles, newest first, and one more if there are more."""
    wanted = select(PromptHelper.id, PromptHelper.name, PromptHelper.category).where(*_of(owner_id))
    if before is not None:
        wanted = wanted.where(PromptHelper.id < before)
    return list(db.session.execute(wanted.order_by(PromptHelper.id.desc()).limit(PAGE_SIZE + 1)).all())


def visible_names(viewer_id: UUID, ids: Sequence[UUID]) -> list[Any]:
    """Returns id, name and category of those of the styles `ids` that somebody may see."""
    wanted = select(PromptHelper.id, PromptHelper.name, PromptHelper.category)
    return list(db.session.execute(wanted.where(PromptHelper.id.in_(ids), style_shown_to(viewer_id))).all())


def _of(owner_id: UUID) -> tuple[Any, ...]:
    return PromptHelper.owner_id == owner_id, PromptHelper.deleted_at.is_(None)


def _newest() -> Select[Any]:
    version, placement = PromptHelperVersion, PromptPlacement
    is_newest = and_(version.prompt_helper_id == PromptHelper.id, version.number == PromptHelper.newest_number)
    is_of_pictures = and_(placement.version_id == version.id, placement.target == "image")
    return (
        select(
            PromptHelper.id,
            PromptHelper.name,
            PromptHelper.purpose,
            PromptHelper.recipe,
            version.prompt,
            version.negative_prompt,
            placement.placement,
        )
        .join(version, is_newest)
        .outerjoin(placement, is_of_pictures)
    )


def _drafts(wanted: Select[Any]) -> list[Draft]:
    return [
        Draft(
            name=row.name,
            prompt=row.prompt,
            negative_prompt=row.negative_prompt,
            placement=row.placement or "append",
            purpose=row.purpose,
            recipe=row.recipe or {},
        )
        for row in db.session.execute(wanted.order_by(PromptHelper.id))
    ]
