"""The styles that come with the studio in the order of the picker: the favourites of most people, then by turns."""

from itertools import chain, zip_longest

from webapp.styles.library import (
    comics,
    craft,
    design,
    digital,
    drawing,
    moods,
    movements,
    painting,
    photography,
    prints,
    worlds,
)
from webapp.styles.style import BuiltinStyle

CATEGORIES: tuple[tuple[BuiltinStyle, ...], ...] = (
    photography.STYLES,
    painting.STYLES,
    drawing.STYLES,
    comics.STYLES,
    prints.STYLES,
    digital.STYLES,
    craft.STYLES,
    movements.STYLES,
    moods.STYLES,
    worlds.STYLES,
    design.STYLES,
)
FIRST = ("watercolour", "ink-wash", "oil", "cinematic", "risograph", "paper-cut-out", "photographic", "pixel-art")


def _in_order() -> tuple[BuiltinStyle, ...]:
    by_slug = {style.slug: style for style in chain.from_iterable(CATEGORIES)}
    by_turns = [style for turn in zip_longest(*CATEGORIES) for style in turn if style and style.slug not in FIRST]
    return (*(by_slug[slug] for slug in FIRST), *by_turns)


STYLES: tuple[BuiltinStyle, ...] = _in_order()
