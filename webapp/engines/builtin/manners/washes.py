"""Wet manners: watercolour and ink wash."""

import numpy as np

from webapp.engines.builtin.canvas import box
from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.manners.tools import brushed, flattened, outlines, paper, saturated
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey, grid, resize, step
from webapp.engines.builtin.stage import Stage


def _deckle(stage: Stage, margin: float) -> FloatArray:
    """Masks the painted part of the sheet: 1 inside, 0 on the bare, uneven border."""
    rng = stage.rng("deckle")
    ragged = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.09, stage.unit * 0.09, 5, shrink=2) - 0.5
    xs, ys = grid(stage.height, stage.width)
    inside = np.minimum(np.minimum(xs, stage.width - xs), np.minimum(ys, stage.height - ys)) / np.float32(stage.unit)
    return step(margin, margin + 0.006, as_float(inside + ragged * 0.05))


def watercolour(stage: Stage) -> FloatArray:
    """Renders as transparent washes: pooled edges, granulation, blooms, white paper left around."""
    rng = stage.rng("watercolour")
    wash = flattened(brushed(stage, 1.3), 7, 2)
    load = 1 - np.clip(saturated(wash, 1.25) * 0.93 + 0.09, 0, 1)
    tone = grey(wash)
    rim = np.clip(blur(tone, stage.unit * 0.004) - tone, -0.02, 0.1) * 3.2
    bloom = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.16, stage.unit * 0.14, 5, shrink=2) - 0.5
    tooth = paper(stage, 6)
    strength = 1 + bloom * 1.05 + rim * 2.2 + tooth * 0.3
    dry = step(0.2, 0.34, as_float(tooth + 0.16 * bloom)) * step(0.25, 0.05, load.mean(axis=2)) * 0.6
    lines = outlines(stage, stage.unit * 0.001, 0.6) * 0.2
    inked = load * as_float(strength * (1 - dry))[..., None] + lines[..., None] * 0.6
    inked *= _deckle(stage, 0.03)[..., None]
    sheet = paint("#fbf7ee") * (1 + 0.035 * tooth)[..., None]
    return as_float(np.clip(sheet * (1 - np.clip(inked, 0, 1)), 0, 1))


def ink_wash(stage: Stage) -> FloatArray:
    """Renders in black ink on rice paper: few tones, bleeding edges, a red seal."""
    rng = stage.rng("ink wash")
    px = flattened(brushed(stage, 1.8), 9, 2, shrink=3)
    tone = grey(px)
    low, high = np.percentile(tone[::8, ::8], (2, 92))
    dark = np.clip((high - tone) / max(float(high - low), 0.1), 0, 1)
    if stage.is_dark:
        dark = dark * 0.8
    bleed = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.1, stage.unit * 0.07, 5, shrink=2) - 0.5
    load = dark**1.35 * (0.86 + 0.8 * bleed) + 0.1 * np.clip(bleed, 0, 1)
    brush = blur(outlines(stage, stage.unit * 0.004, 0.5), stage.unit * 0.001)
    broken = step(
        0.4, 0.6, coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.05, stage.unit * 0.02, 3, shrink=2)
    )
    load = np.clip(load + brush * (0.25 + 0.55 * broken) * 0.75, 0, 0.96) * _faded(stage)
    load *= 1 + 0.35 * paper(stage)
    sheet = paint("#f2ebdb") * (1 + 0.03 * paper(stage, 9))[..., None]
    tint = saturated(px, 0.55)
    ink = paint("#1b1d24") + (tint - paint("#1b1d24")) * 0.16
    stage.canvas.px[...] = np.clip(sheet + (ink - sheet) * np.clip(load, 0, 1)[..., None], 0, 1)
    _seal(stage)
    return stage.canvas.px


def _faded(stage: Stage) -> FloatArray:
    """Fades towards the edges of the sheet, as ink does where the brush runs dry."""
    xs, ys = grid(stage.height, stage.width)
    inside = np.minimum(np.minimum(xs, stage.width - xs), np.minimum(ys, stage.height - ys)) / np.float32(stage.unit)
    return step(0.0, 0.11, as_float(inside))


def _seal(stage: Stage) -> None:
    size = stage.unit * 0.028
    x = stage.width - size * 2.6 if stage.side > 0 else size * 2.6
    y = stage.height - size * 2.8
    stage.canvas.polygon(box(x - size, y - size, x + size, y + size), paint("#b3322a"), 0.88, size * 0.03)
    marks = as_float(stage.rng("seal").random((5, 5)) < 0.5)
    pale = resize(marks, max(int(size * 1.5), 1), max(int(size * 1.5), 1), is_crisp=True)
    left, top = int(x - size * 0.75), int(y - size * 0.75)
    area = stage.canvas.px[top : top + pale.shape[0], left : left + pale.shape[1]]
    area += (paint("#f2ebdb") - area) * (pale[: area.shape[0], : area.shape[1]] * 0.8)[..., None]
