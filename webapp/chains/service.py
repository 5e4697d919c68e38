"""Chains of a person and their runs: what they are, as pages show them, and changes to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from webapp.cards import Card, card_query, make_cards
from webapp.database import writing
from webapp.engines.capabilities import Capabilities
from webapp.engines.registry import engine
from webapp.extensions import db
from webapp.models import ChainRun, EditChain, Image
from webapp.models.columns import new_id
from webapp.models.edit_chain import RUNNING, STOPPED
from webapp.pipeline.chain_steps import words_of
from webapp.pipeline.chains import advance
from webapp.pipeline.offer import offers

MOST_CHAINS = 100
MOST_RUNS = 40
MOST_AT_ONCE = 40
SCALES = (2, 4)


@dataclass(frozen=True, slots=True)
class ChainView:
    """A chain in words. `id` is its row's, or the name of one that comes with the studio."""

    id: str
    name: str
    steps: tuple[str, ...]
    is_mine: bool = True


@dataclass(frozen=True, slots=True)
class RunView:
    """One picture on its way. `before` and `after` are None for pictures that are gone."""

    id: UUID
    name: str
    status: str
    words: str
    problem: str
    step: int
    steps: tuple[str, ...]
    before: Card | None
    after: Card | None


def chain_views(owner_id: UUID) -> list[ChainView]:
    """Returns the chains that a person can use: those that come with the studio, then their own, newest first."""
    mine = select(EditChain).where(EditChain.owner_id == owner_id).order_by(EditChain.id.desc()).limit(MOST_CHAINS)
    kept = [ChainView(str(each.id), each.name, _words(each.steps)) for each in db.session.scalars(mine)]
    return [ChainView(name, label, _words(steps), is_mine=False) for name, label, steps in _ready_made()] + kept


def steps_named(owner_id: UUID, chain_id: str) -> tuple[str, list[dict[str, Any]]] | None:
    """Returns the name and the steps of a chain that the person can use, None when there is none of this id."""
    ready = next(((label, steps) for name, label, steps in _ready_made() if name == chain_id), None)
    if ready is not None:
        return ready
    try:
        found = db.session.get(EditChain, UUID(chain_id))
    except ValueError:
        return None
    return (found.name, found.steps) if found is not None and found.owner_id == owner_id else None


def keep_chain(owner_id: UUID, name: str, steps: list[dict[str, Any]]) -> EditChain:
    chain = EditChain(id=new_id(), owner_id=owner_id, name=name, steps=steps)
    with writing() as session:
        session.add(chain)
    return chain


def delete_chain(chain: EditChain) -> None:
    """Forgets the chain. What is on its way goes on."""
    with writing() as session:
        session.delete(chain)


def start_runs(owner_id: UUID, name: str, steps: list[dict[str, Any]], images: Sequence[Image]) -> list[UUID]:
    """Begins the steps for each picture, and asks for the first ones at once."""
    rows = [
        ChainRun(id=new_id(), owner_id=owner_id, name=name, steps=steps, source_image_id=each.id, image_id=each.id)
        for each in images
    ]
    ids = [row.id for row in rows]
    with writing() as session:
        session.add_all(rows)
    for run_id in ids:
        advance(run_id)
    return ids


def own_images(owner_id: UUID, ids: Sequence[UUID]) -> list[Image]:
    """Returns those of the pictures that are the person's, in the order asked for."""
    wanted = select(Image).where(Image.id.in_(ids), Image.owner_id == owner_id, Image.deleted_at.is_(None))
    found = {image.id: image for image in db.session.scalars(wanted)}
    return [found[each] for each in ids if each in found]


def run_views(owner_id: UUID) -> list[RunView]:
    """Returns the newest runs of a person, in two queries."""
    newest = select(ChainRun).where(ChainRun.owner_id == owner_id).order_by(ChainRun.id.desc()).limit(MOST_RUNS)
    rows = db.session.scalars(newest.execution_options(populate_existing=True)).all()
    ids = {each for row in rows for each in (row.source_image_id, row.image_id)}
    shown = card_query().where(Image.id.in_(ids), Image.owner_id == owner_id, Image.deleted_at.is_(None))
    found = db.session.execute(shown).all() if ids else []
    cards = {card.id: card for card in make_cards(found, owner_id)}
    return [_view(row, cards) for row in rows]


def _view(row: ChainRun, cards: dict[UUID, Card]) -> RunView:
    steps = _words(row.steps)
    at = f"Step {row.step + 1} of {len(steps)}: {steps[row.step]}" if row.step < len(steps) else ""
    words = {RUNNING: at, STOPPED: f"Stopped at step {row.step + 1} of {len(steps)}"}.get(row.status, "Done")
    after = cards.get(row.image_id) if row.step else None
    return RunView(
        row.id, row.name, row.status, words, row.problem, row.step, steps, cards.get(row.source_image_id), after
    )


def _words(steps: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(words_of(step) for step in steps)


def _ready_made() -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Returns single steps that need no words and no mask, of the first engine that can do each."""
    made = [
        (f"enlarge-{scale}", f"Enlarge {scale} times", [_plain("upscale", name, {"scale": float(scale)})])
        for scale in SCALES
        if (name := _first_with("upscale", scale))
    ]
    cutter = _first_with("remove_background")
    return made + ([("cut-out", "Cut out", [_plain("remove_background", cutter, {})])] if cutter else [])


def _plain(operation: str, engine_name: str, params: dict[str, Any]) -> dict[str, Any]:
    name = _enlarger(engine(engine_name).capabilities) if operation == "upscale" else operation
    return {
        "kind": "upscale" if operation == "upscale" else "edit",
        "operation": name,
        "model_backend": engine_name,
        "model": "",
        "prompt": "",
        "negative_prompt": "",
        "params": params,
        "seed": None,
        "mask_of": None,
    }


def _first_with(operation: str, scale: float | None = None) -> str | None:
    """Returns the first offered engine that does it for nothing or at a price, and by this scale where one is given."""
    for offer in offers().for_changes:
        can = engine(offer.name).capabilities
        name = _enlarger(can) if operation == "upscale" else operation
        if name in can.operations and (scale is None or _scales_to(can, name, scale)):
            return offer.name
    return None


def _enlarger(can: Capabilities) -> str:
    """Returns the enlargement that keeps closest to the picture, or the fast one; "" where there is none."""
    known = (name for name in ("upscale_conservative", "upscale_fast") if name in can.operations)
    return next((name for name in known if can.operations[name].prompt != "required"), "")


def _scales_to(can: Capabilities, operation: str, scale: float) -> bool:
    known = {each.name: each for each in can.operations[operation].parameters}
    return "scale" in known and (known["scale"].maximum or scale) >= scale
