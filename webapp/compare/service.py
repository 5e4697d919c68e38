"""Two to four pictures and their recipes, row by row, as far as the viewer may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.access import can, reads_final_words, recipe_seen
from webapp.cards import Card, card_query, make_cards
from webapp.engines.registry import engine
from webapp.extensions import db
from webapp.models import Image, ImageRequest, PromptHelper, PromptHelperVersion, ThemeHelper, User
from webapp.word_diff import Part, diff_words

LEAST, MOST = 2, 4
HIDDEN = "Kept by its owner"
# Whose values the composer can take over, by the names it knows them by.
TAKEN = {
    "Prompt": "prompt",
    "Negative prompt": "negative_prompt",
    "Style": "style",
    "Theme": "theme",
    "Engine": "engine",
    "Size": "size",
    "Seed": "seed",
    "Steps": "steps",
    "Guidance": "guidance_scale",
    "Scheduler": "scheduler",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the recipes: a value for each picture; `parts` are the words' changes against the first one.

    `take` is the name by which the composer takes it over, "" when there is nothing to take.
    """

    label: str
    values: list[str]
    parts: list[list[Part]]
    differs: bool
    take: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the page shows. `takeable` are the pictures, by number from 1, whose recipe the viewer may use."""

    cards: list[Card]
    rows: list[Row]
    takeable: list[tuple[int, UUID]]
    has_hidden: bool


def compare(viewer: User | None, ids: Sequence[UUID]) -> Comparison | None:
    """Returns the pictures side by side in this order, None when the viewer may see fewer than two of them."""
    wanted = select(Image).where(Image.id.in_(ids[:MOST]))
    known = ImageRequest.prompt_helper_version
    found = {
        image.id: image
        for image in db.session.scalars(
            wanted.options(joinedload(Image.request).joinedload(known).joinedload(PromptHelperVersion.prompt_helper))
        ).unique()
        if can(viewer, "read", image)
    }
    images = [found[each] for each in ids[:MOST] if each in found]
    if len(images) < LEAST:
        return None
    viewer_id = viewer.id if viewer else None
    cards = {
        card.id: card
        for card in make_cards(db.session.execute(card_query().where(Image.id.in_(found))).all(), viewer_id)
    }
    takeable = [(number, image.id) for number, image in enumerate(images, 1) if can(viewer, "derive", image)]
    return Comparison(
        [cards[image.id] for image in images],
        _rows([_recipe(viewer, image) for image in images], has_takeable=bool(takeable) and viewer is not None),
        takeable if viewer else [],
        len(found) < len(ids[:MOST]),
    )


def _rows(recipes: list[dict[str, str]], *, has_takeable: bool) -> list[Row]:
    labels = list(dict.fromkeys(label for recipe in recipes for label in recipe))
    return [_row(label, [recipe.get(label, "") for recipe in recipes], has_takeable) for label in labels]


def _row(label: str, values: list[str], has_takeable: bool) -> Row:
    differs = len(set(values)) > 1
    has_words = differs and label in {"Prompt", "Negative prompt"} and HIDDEN not in values
    parts = [diff_words(values[0], value) for value in values[1:]] if has_words else []
    return Row(label, values, parts, differs, TAKEN.get(label, "") if differs and has_takeable else "")


def _recipe(viewer: User | None, image: Image) -> dict[str, str]:
    """Returns a picture's recipe in words; of one whose owner keeps it, only what everybody may know."""
    size = {"Size": f"{image.width_px} × {image.height_px}"}
    seen = recipe_seen(viewer, image)
    if seen != "full":
        names = {"Style": _style(image), "Theme": _theme(image)} if seen == "style" else {}
        return {"Prompt": HIDDEN} | {label: name for label, name in names.items() if name} | size
    asked = image.request
    is_whole = reads_final_words(viewer, image)
    version = asked.prompt_helper_version if asked else None
    told = {
        "Prompt": image.prompt if is_whole else asked.prompt if asked else HIDDEN,
        "Negative prompt": (asked.final_negative_prompt if is_whole else asked.negative_prompt) if asked else "",
        "Style": f"{version.prompt_helper.name}, version {version.number}" if version else _style(image),
        "Theme": _theme(image),
        "Engine": " · ".join(filter(None, (engine(image.model_backend).label, image.model)))
        if image.model_backend
        else "",
    }
    numbers = {
        "Seed": image.seed,
        "Steps": asked.steps if asked else None,
        "Guidance": asked.guidance_scale if asked else None,
        "Scheduler": asked.scheduler if asked else None,
    }
    said = {label: str(value) for label, value in numbers.items() if value is not None}
    return {label: value for label, value in told.items() if value} | size | said


def _style(image: Image) -> str:
    found = db.session.get(PromptHelper, image.prompt_helper_id) if image.prompt_helper_id else None
    return found.name if found else ""


def _theme(image: Image) -> str:
    found = db.session.get(ThemeHelper, image.theme_helper_id) if image.theme_helper_id else None
    return found.name if found else ""
