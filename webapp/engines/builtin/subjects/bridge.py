"""Bridges: stone arches over a river, a hung roadway over wide water."""

import numpy as np

from webapp.engines.builtin.canvas import Patch, box, curve
from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.land.water import reflect
from webapp.engines.builtin.pixels import as_float, grid
from webapp.engines.builtin.stage import Stage


def paint_bridge(stage: Stage) -> None:
    """Spans the water in the way that suits it."""
    stage.canvas.next_layer()
    is_inland = stage.scene.has("river", "lake", "hills", "meadow", "forest", "village", "road", "mountains", "flowers")
    if stage.scene.has("sea", "city", "boat", "island", "waves") or not is_inland:
        _hung(stage)
    else:
        _arched(stage)


def _arched(stage: Stage) -> None:
    """Builds a stone bridge of three or more arches, rising to its middle, with its reflection."""
    room = stage.height - stage.horizon
    foot = stage.horizon + room * 0.34
    tall = min(stage.unit * 0.2, stage.horizon * 0.6) * stage.scale**0.7
    top, last = int(foot - tall * 1.35), int(foot + 1)
    top = max(top, 0)
    xs, ys = grid(last - top, stage.width)
    middle, half = stage.width * 0.5, max(stage.width * 0.5, 1)
    rise = tall * (0.72 + 0.3 * np.cos((xs - middle) / half * np.pi * 0.5) ** 2)
    high = foot - (ys + top)
    span = min(stage.unit * 0.3, stage.width * 0.42) * stage.scale**0.5
    across = ((xs - middle) / span + 0.5) % 1.0 - 0.5
    hollow = (across / 0.42) ** 2 + (high / (rise * 0.74)) ** 2
    mask = np.clip(rise - high + 0.5, 0, 1) * np.clip((hollow - 1) * span * 0.35 + 0.5, 0, 1)
    stone = stage.colour_of("bridge", "#b9a890")
    courses = 0.93 + 0.07 * (np.floor(high / (tall * 0.07)) % 2) * (0.5 + 0.5 * np.sin(xs / (tall * 0.06)))
    ring = (hollow < 1.28) * 0.12
    shade = np.clip(0.75 - 0.35 * (1 - high / tall) + ring, 0, 1)
    colour = stage.lit(as_float(stone * as_float(courses + 0 * hollow)[..., None]), as_float(shade))
    stage.canvas.lay(Patch(as_float(mask), 0, top), as_float(np.clip(colour, 0, 1)))
    points = np.stack([xs[0], foot - rise[0]], axis=-1)
    stage.canvas.stroke(as_float(points), stage.lit(as_float(stone * 1.1), 1), max(tall * 0.07, 1))
    if stage.scene.has("lake"):
        reflect(stage, foot, 0, stage.width, tall * 1.2, 0.6)


def _hung(stage: Stage) -> None:
    """Builds two great towers, the roadway between, and the cables that carry it."""
    canvas, red = stage.canvas, stage.colour_of("bridge", "#b8472f")
    foot = stage.horizon + (stage.height - stage.horizon) * 0.1
    tall = min(stage.unit * 0.42, stage.horizon * 0.72) * stage.scale**0.5
    deck, top = foot - tall * 0.26, foot - tall
    towers = [stage.width * 0.5 + side * min(stage.width * 0.28, stage.unit * 0.42) for side in (-1, 1)]
    lit, dim = stage.lit(red, 0.9, 0.08), stage.lit(as_float(red * 0.7), 0.4, 0.08)
    span = towers[1] - towers[0]
    cables = [curve([(towers[0], top), (towers[0] + span / 2, deck - tall * 0.04), (towers[1], top)], 60)]
    for tower, side in zip(towers, (-1, 1), strict=True):
        end = tower + side * span * 0.75
        cables.append(curve([(tower, top), (tower + side * span * 0.35, deck - tall * 0.25), (end, deck)], 40))
    for cable in cables:
        canvas.stroke(cable, dim, max(tall * 0.012, 1))
        for x, y in cable[::2].tolist():
            canvas.stroke([(x, y), (x, deck)], dim, max(tall * 0.004, 0.5), 0.8)
    canvas.shaded(box(-2, deck, stage.width + 2, deck + tall * 0.045), lit, dim)
    for tower in towers:
        for shift in (-0.035, 0.02):
            canvas.shaded(box(tower + tall * shift, top, tower + tall * (shift + 0.022), foot), lit, dim)
        for share in (0.02, 0.24, 0.46, 0.68):
            y = top + (foot - top) * share
            canvas.polygon(box(tower - tall * 0.035, y, tower + tall * 0.042, y + tall * 0.025), lit)
        canvas.polygon(
            box(tower - tall * 0.07, foot - tall * 0.03, tower + tall * 0.075, foot + tall * 0.02),
            stage.lit(paint("#8a857e"), 0.6),
        )
    reflect(stage, foot + tall * 0.02, 0, stage.width, tall * 0.9, 0.35)
