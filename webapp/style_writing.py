"""Makes styles and their versions; whoever changes a style does it here.

`create_style` and `save_version` commit by themselves; `add_style` and `add_version` are for use inside
`with writing()`, so that many of them stand or fall together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.database import writing
from webapp.models import PromptHelper, PromptHelperVersion, PromptPlacement, Tag
from webapp.models.columns import new_id
from webapp.models.prompt_helper import PLACEMENTS, TARGETS
from webapp.slugs import slug_of_its_own

MAX_NAME_CHARS = 80
MAX_PURPOSE_CHARS = 300
MAX_CATEGORY_CHARS = 40
MAX_VOICE_CHARS = 80
MAX_WORDS_CHARS = 10_000
MAX_NOTES_CHARS = 1_000
STYLES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version keeps. `placements` says append, prefix or replace by target; append need not be said."""

    prompt: str = ""
    negative_prompt: str = ""
    style_preset: str = ""
    placements: Mapping[str, str] = field(default_factory=dict)

    @property
    def kept_placements(self) -> dict[str, str]:
        """The placements that differ from what goes without saying."""
        return {target: said for target in TARGETS if (said := self.placements.get(target, "")) in PLACEMENTS[1:]}


@dataclass(frozen=True, slots=True)
class StyleDraft:
    """A style to be made. `visibility` is private or shared; `parent_id` is the style it is forked from."""

    name: str
    wording: Wording
    purpose: str = ""
    category: str = ""
    visibility: str = "private"
    voice_style: str = ""
    recipe: Mapping[str, Any] = field(default_factory=dict)
    tags: Sequence[Tag] = ()
    parent_id: UUID | None = None
    preview_path: str = ""
    notes: str = ""


def create_style(owner_id: UUID, draft: StyleDraft) -> PromptHelper:
    """Commits a new style with its first version."""
    with writing() as session:
        return add_style(session, owner_id, draft)


def add_style(session: Session, owner_id: UUID, draft: StyleDraft) -> PromptHelper:
    """Adds a new style with its first version to a transaction. Asks the database nothing."""
    helper = PromptHelper(
        id=new_id(),
        slug=slug_of_its_own(draft.name, "style"),
        name=draft.name,
        purpose=draft.purpose,
        category=draft.category,
        owner_id=owner_id,
        parent_id=draft.parent_id,
        visibility=draft.visibility,
        voice_style=draft.voice_style,
        recipe=dict(draft.recipe),
        preview_path=draft.preview_path,
        newest_number=1,
        tags=list(draft.tags),
    )
    helper.versions.append(_version(helper.id, 1, owner_id, draft.wording, draft.notes))
    session.add(helper)
    return helper


def save_version(helper_id: UUID, author_id: UUID, wording: Wording, notes: str = "") -> PromptHelperVersion:
    """Commits the next version of a style, or returns the newest when its words are these. See `add_version`."""
    with writing() as session:
        return add_version(session, helper_id, author_id, wording, notes)


def add_version(
    session: Session, helper_id: UUID, author_id: UUID, wording: Wording, notes: str = ""
) -> PromptHelperVersion:
    """Adds the next version of a style to a transaction, or returns the newest when its words are these.

    The style's row is held until the end, so two people who save at once get two numbers, one after the other.
    Raises NoResultFound when there is no such style.
    """
    session.execute(select(PromptHelper.id).where(PromptHelper.id == helper_id).with_for_update()).one()
    newest = session.scalar(
        select(PromptHelperVersion)
        .where(PromptHelperVersion.prompt_helper_id == helper_id)
        .order_by(PromptHelperVersion.number.desc())
        .limit(1)
    )
    if newest is not None and wording_of(newest) == _plain(wording):
        return newest
    counted = update(PromptHelper).where(PromptHelper.id == helper_id)
    counted = counted.values(newest_number=PromptHelper.newest_number + 1)
    number = session.execute(counted.returning(PromptHelper.newest_number)).scalar_one()
    version = _version(helper_id, number, author_id, wording, notes)
    session.add(version)
    session.flush()
    return version


def add_versions(
    session: Session, author_id: UUID, wordings: Mapping[UUID, Sequence[Wording]], notes: str = ""
) -> None:
    """Adds the next versions of many styles to a transaction, in a few statements for each thousand of them.

    The styles' rows are held until the end, in the order of their ids. All words are taken to be new.
    """
    ids = sorted(wordings)
    for start in range(0, len(ids), STYLES_AT_ONCE):
        wanted = select(PromptHelper).where(PromptHelper.id.in_(ids[start : start + STYLES_AT_ONCE]))
        wanted = wanted.order_by(PromptHelper.id).with_for_update().execution_options(populate_existing=True)
        for helper in session.scalars(wanted).all():
            for number, wording in enumerate(wordings[helper.id], helper.newest_number + 1):
                session.add(_version(helper.id, number, author_id, wording, notes))
            helper.newest_number += len(wordings[helper.id])
    session.flush()


def wording_of(version: PromptHelperVersion) -> Wording:
    """Returns the words of a version, to be compared, changed or saved once more."""
    said = {each.target: each.placement for each in version.placements}
    return _plain(Wording(version.prompt, version.negative_prompt, version.style_preset, said))


def _plain(wording: Wording) -> Wording:
    return Wording(wording.prompt, wording.negative_prompt, wording.style_preset, wording.kept_placements)


def _version(helper_id: UUID, number: int, author_id: UUID | None, wording: Wording, notes: str) -> PromptHelperVersion:
    return PromptHelperVersion(
        id=new_id(),
        prompt_helper_id=helper_id,
        number=number,
        prompt=wording.prompt,
        negative_prompt=wording.negative_prompt,
        style_preset=wording.style_preset,
        notes=notes,
        author_id=author_id,
        placements=[PromptPlacement(target=target, placement=said) for target, said in wording.kept_placements.items()],
    )
