"""Bringing styles in: reading what was uploaded, and writing all of it or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.database import writing
from webapp.engines.base import Engine
from webapp.engines.registry import engine
from webapp.models import PromptHelper, PromptHelperVersion, StyleImport
from webapp.pipeline.offer import offers
from webapp.style_exchange.drafts import Draft, Entry, Unreadable, one_line
from webapp.style_exchange.kept import entries_of
from webapp.style_exchange.matching import Place, Plan, plan
from webapp.style_exchange.owned import owned_styles
from webapp.style_exchange.shelf import read_file
from webapp.style_exchange.source import require_few, require_small
from webapp.style_writing import STYLES_AT_ONCE, StyleDraft, Wording, add_style, add_versions, wording_of

MAX_TITLE_CHARS = 120


def read_files(files: Sequence[tuple[str, bytes]]) -> tuple[str, list[Entry]]:
    """Returns a title for the files and all they hold. Raises Unreadable, naming the file when there are several."""
    require_small(sum(len(data) for _, data in files))
    entries: list[Entry] = []
    kinds: list[str] = []
    for name, data in files:
        try:
            kind, found = read_file(data)
        except Unreadable as error:
            raise Unreadable(f"{shown_name(name)}: {error}" if len(files) > 1 else str(error)) from error
        if len(files) > 1:
            found = [replace(entry, place=f"{shown_name(name)}, {entry.place.lower()}") for entry in found]
        kinds.append(kind.label)
        entries += found
        require_few(len(entries))
    entries = [replace(each, **fitted(each)) if isinstance(each, Draft) else each for each in entries]
    names = ", ".join(shown_name(name) for name, _ in files)
    return f"{names[:MAX_TITLE_CHARS]} ({', '.join(dict.fromkeys(kinds))})", entries


def fitted(draft: Draft) -> dict[str, Any]:
    """Returns what of a draft changes so that its recipe can be had here.

    A model brings the engine along that has it; a model or a sampler that no engine here knows is left out, as Create
    could not open with it.
    """
    recipe = dict(draft.recipe)
    model, scheduler = recipe.pop("model", None), recipe.pop("scheduler", None)
    home = _home_of(model) if model else None
    if home is not None:
        recipe |= {"model_backend": home.name, "model": model}
    if home is not None and scheduler in home.capabilities.schedulers:
        recipe["scheduler"], scheduler = scheduler, None
    lost = [name for name in (None if home else model, scheduler) if name]
    notes = (f"No engine here has {' or '.join(lost)}: left out.",) if lost else ()
    return {"recipe": recipe, "notes": (*draft.notes, *notes)}


def _home_of(model: str) -> Engine | None:
    """Returns the first engine on offer that has a model of this name."""
    drawers = (engine(each.name) for each in offers().engines)
    return next((each for each in drawers if model in {known.name for known in each.capabilities.models_for()}), None)


def shown_name(name: str) -> str:
    """Returns the name of a file as one short line that can be shown."""
    plain = "".join(character if character.isprintable() else " " for character in name)
    return one_line(plain.replace("\\", "/").rpartition("/")[2])[:MAX_TITLE_CHARS] or "file"


def bring_in(import_id: UUID) -> None:
    """Writes the styles of an upload that are not left out, in one transaction; a second call changes nothing."""
    with writing() as session:
        row = session.get_one(StyleImport, import_id, with_for_update=True, populate_existing=True)
        if row.outcome is not None:
            return
        left_out = set(row.left_out)
        drafts = [
            entry for number, entry in enumerate(entries_of(row)) if isinstance(entry, Draft) and number not in left_out
        ]
        planned = plan(drafts, owned_styles(session, row.owner_id), row.options["duplicates"])
        _write(session, row, planned)
        row.outcome = planned.outcome
        row.entries = []


def _write(session: Session, row: StyleImport, planned: Plan) -> None:
    notes = f"From {row.title}"
    further: dict[UUID, list[Wording]] = {}
    old = _newest_wordings(session, [place.id for place in planned.places.values() if not place.is_new])
    for place in planned.places.values():
        drafts = place.drafts
        if place.is_new:
            made_id = add_style(session, row.owner_id, _style(row, place, notes)).id
            drafts = drafts[1:]
        else:
            made_id = place.id
        if drafts:
            base = old.get(place.id, Wording())
            further[made_id] = [_wording(draft, base) for draft in drafts]
    add_versions(session, row.owner_id, further, notes)


def _style(row: StyleImport, place: Place, notes: str) -> StyleDraft:
    draft = place.drafts[0]
    return StyleDraft(
        name=place.name,
        wording=_wording(draft, Wording()),
        purpose=draft.purpose,
        category=row.options["category"],
        visibility=row.options["visibility"],
        recipe=draft.recipe,
        notes=notes,
    )


def _wording(draft: Draft, base: Wording) -> Wording:
    """Returns the words of a draft. What its file cannot say, such as a preset, stays as in `base`."""
    placements = {**base.placements, "image": draft.placement}
    return Wording(draft.prompt, draft.negative_prompt, base.style_preset, placements)


def _newest_wordings(session: Session, ids: Sequence[UUID]) -> dict[UUID, Wording]:
    found: dict[UUID, Wording] = {}
    for start in range(0, len(ids), STYLES_AT_ONCE):
        newest = (
            select(PromptHelperVersion)
            .join(PromptHelper, PromptHelper.id == PromptHelperVersion.prompt_helper_id)
            .where(PromptHelper.id.in_(ids[start : start + STYLES_AT_ONCE]))
            .where(PromptHelperVersion.number == PromptHelper.newest_number)
        )
        found |= {each.prompt_helper_id: wording_of(each) for each in session.scalars(newest)}
    return found
