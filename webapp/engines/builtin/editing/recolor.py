"""Gives what has one colour another, and leaves its light and its texture."""

from typing import Final

import numpy as np
from PIL import Image

from webapp.engines.builtin.colour import oklab, paint, srgb
from webapp.engines.builtin.editing.edges import bands, followed, reduced
from webapp.engines.builtin.editing.opened import Bytes, mask_of, source_of
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, from_bytes, step
from webapp.engines.builtin.vocabulary import COLOURS
from webapp.engines.builtin.words import singular, words_in
from webapp.engines.errors import Rejected
from webapp.engines.types import EngineRequest, Report

_LOOK_PX: Final = 768
_GREYEST: Final = 0.035
_LEAST: Final = 5e-4
_DARKER: Final = {"dark": 0.72, "deep": 0.8, "light": 1.18, "pale": 1.25, "bright": 1.1}
_THINGS: Final = {
    "sky": "azure", "sea": "blue", "ocean": "blue", "water": "blue", "lake": "blue", "river": "blue",
    "grass": "green", "meadow": "green", "leaf": "green", "leaves": "green", "tree": "green", "forest": "green",
    "sand": "beige", "beach": "beige", "desert": "ochre", "dune": "ochre", "sun": "yellow", "sunset": "orange",
    "snow": "white", "cloud": "white", "poppy": "red", "sunflower": "yellow", "wood": "brown", "stone": "grey",
}  # fmt: skip


def has_no_colour(request: EngineRequest) -> str | None:
    """Returns what is missing when there is no colour to find or to paint with, as the end of a sentence, or None."""
    if colour_in(request.prompt) is None:
        return "needs a new colour: name one, such as “blue”."
    asked = str(request.params.get("select_prompt") or "")
    if request.mask is None and named_in(asked) is None:
        return "finds things by their colour: name one, such as “red”, or paint over what to recolour."
    return None


def recolor(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture with what `select_prompt` names, and the mask covers, in the colour that the prompt names.

    Raises Unsupported without a picture, Rejected without a colour or where the picture has none of it; lets Stopped
    pass.
    """
    source, asked = source_of(request), str(request.params.get("select_prompt") or "")
    wrong, wanted, sought = has_no_colour(request), colour_in(request.prompt), named_in(asked)
    if wrong or wanted is None:
        raise Rejected(f"Sketchbook {wrong}")
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    allowed = None if request.mask is None else from_bytes(mask_of(request, source.size))
    report(0.1, "Looking for the colour")
    shares = np.ones(pixels.shape[:2], np.float32) if sought is None else _found(pixels, sought, allowed)
    if allowed is not None:
        shares *= allowed
    if float(shares.mean()) < _LEAST:
        raise Rejected(f"Sketchbook sees nothing like “{asked.strip()[:40]}” in this picture.")
    report(0.6, "Painting over")
    made = Image.fromarray(_painted(pixels, shares, wanted))
    if source.mode == "RGBA":
        made.putalpha(source.getchannel("A"))
    return made


def colour_in(text: str) -> FloatArray | None:
    """Returns the first colour that `text` names, in OKLab (3,), with “dark” or “pale” before it heard; else None."""
    lightness = 1.0
    for word in words_in(text):
        if word in COLOURS:
            return as_float(oklab(paint(COLOURS[word])) * as_float([lightness, 1, 1]))
        lightness = _DARKER.get(word, 1.0)
    return None


def named_in(text: str) -> FloatArray | None:
    """Returns the colour that `text` names, or the usual one of a thing that it names, in OKLab; else None."""
    usual = (_THINGS.get(singular(word)[0], _THINGS.get(word)) for word in words_in(text))
    known = next((name for name in usual if name), None)
    named = colour_in(text)
    return named if named is not None or known is None else oklab(paint(COLOURS[known]))


def _found(pixels: Bytes, sought: FloatArray, allowed: FloatArray | None) -> FloatArray:
    """Returns how much each pixel is of the sought colour, 0..1: the picture's own shade of it, once that is known."""
    small = reduced(pixels, _LOOK_PX)
    lab = oklab(from_bytes(small))
    room = None if allowed is None else from_bytes(reduced((allowed * 255).astype(np.uint8), _LOOK_PX))
    near = _likeness(lab, sought)
    weights = near if room is None else near * room
    if float(weights.sum()) > 1:
        own = np.average(lab.reshape(-1, 3), axis=0, weights=weights.reshape(-1))
        near = _likeness(lab, as_float((2 * own + sought) / 3), faintest=0.85)
    return followed(pixels, near, reach=0.003, smooth=1e-3)


def _likeness(lab: FloatArray, to: FloatArray, faintest: float = 0.7) -> FloatArray:
    """Returns 0..1: by hue where `to` has one, whether in light or in shade; by lightness where it is a grey.

    `faintest`: the share of the sought vividness below which a pixel counts less.
    """
    chroma, own = np.hypot(lab[..., 1], lab[..., 2]), float(np.hypot(to[1], to[2]))
    lighter = (lab[..., 0] - to[0]) / 0.42
    if own < _GREYEST:
        return step(1.5, 0.8, as_float(np.hypot(chroma / 0.035, lighter * 2)))
    turn = np.arctan2(lab[..., 2], lab[..., 1]) - np.arctan2(to[2], to[1])
    apart = np.abs(np.arctan2(np.sin(turn), np.cos(turn))) / 0.42
    faint = np.clip(own * faintest - chroma, 0, None) / (own * 0.35)
    return step(1.5, 0.9, as_float(np.sqrt(apart**2 + lighter**2 + faint**2)))


def _painted(pixels: Bytes, shares: FloatArray, wanted: FloatArray) -> Bytes:
    """Returns the pixels, moved by `shares` to the wanted colour; what is lighter or paler than the rest stays so."""
    height, width = shares.shape
    look = oklab(from_bytes(reduced(pixels, _LOOK_PX))).reshape(-1, 3)
    weights = reduced((shares * 255).astype(np.uint8), _LOOK_PX).reshape(-1)
    mean = np.average(look, axis=0, weights=weights + 1e-6)
    strength = float(np.hypot(mean[1], mean[2]))
    is_grey = float(np.hypot(wanted[1], wanted[2])) < _GREYEST
    made = pixels.copy()
    for rows in bands(height, width):
        lab = oklab(from_bytes(pixels[rows]))
        vivid = np.hypot(lab[..., 1], lab[..., 2]) / max(strength, 0.01)
        vivid = np.clip(vivid, 0.25, 1.25) if strength > _GREYEST else np.ones_like(vivid)
        moved = lab + (0.9 if is_grey else 0.65) * (wanted[0] - mean[0]) * as_float([1, 0, 0])
        moved[..., 1:] = wanted[1:] * vivid[..., None] + (lab[..., 1:] - mean[1:] * vivid[..., None]) * 0.25
        share = shares[rows][..., None]
        mixed = as_bytes(srgb(as_float(lab + (moved - lab) * share)))
        made[rows] = np.where(share > 1 / 255, mixed, pixels[rows])
    return made
