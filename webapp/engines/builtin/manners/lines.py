"""Drawn manners: pencil, line art and the comic page."""

import numpy as np

from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.manners.tools import contrasted, flattened, outlines, paper, saturated
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey, grid, step
from webapp.engines.builtin.stage import Stage


def _hatch(stage: Stage, angle: float, gap_px: float, thick: FloatArray, wobble: FloatArray) -> FloatArray:
    """Draws parallel lines `gap_px` apart, as wide as `thick` (0..1 of the gap) in each pixel."""
    xs, ys = grid(stage.height, stage.width)
    across = (xs * np.cos(angle) + ys * np.sin(angle) + wobble * gap_px * 1.6) / gap_px
    wave = np.abs(across % 1.0 - 0.5) * 2
    soft = min(1.2 / gap_px, 0.4)
    return step(-soft, soft, as_float(thick - wave)) * step(0.0, 0.06, thick)


def _levels(tone: FloatArray) -> FloatArray:
    """Stretches a tone so that every picture uses the paper and the darkest lead."""
    low, high = np.percentile(tone[::8, ::8], (1.5, 97))
    return as_float(np.clip((tone - low) / max(float(high - low), 0.12), 0, 1))


def pencil(stage: Stage) -> FloatArray:
    """Renders in graphite: hatched in three directions by tone, with searching outlines."""
    rng = stage.rng("pencil")
    tone = _levels(grey(flattened(stage.canvas.px, 5, 1)))
    wobble = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.12, stage.unit * 0.12, 3, shrink=4) - 0.5
    gap = max(stage.unit * 0.0065, 3.2)
    dark = np.clip(1 - tone, 0, 1)
    lead = 0.5 * _hatch(stage, 0.9, gap, as_float(np.clip(dark * 1.15 - 0.1, 0, 0.8)), wobble)
    lead = lead + 0.55 * _hatch(stage, -0.65, gap * 0.9, as_float(np.clip(dark * 1.5 - 0.65, 0, 0.75)), wobble)
    lead = lead + 0.6 * _hatch(stage, 0.1, gap * 0.8, as_float(np.clip(dark * 1.9 - 1.15, 0, 0.8)), wobble)
    lines = outlines(stage, stage.unit * 0.0018, 1.0)
    again = np.roll(lines, (round(stage.unit * 0.002), round(stage.unit * 0.003)), axis=(0, 1)) * 0.4
    tooth = paper(stage, 3)
    load = np.clip(lead * 0.95 + 0.26 * dark + lines * 0.85 + again, 0, 1) * np.clip(0.78 + tooth * 1.1, 0, 1.15)
    sheet = paint("#f6f3ea") * (1 + 0.03 * tooth)[..., None]
    return as_float(np.clip(sheet + (paint("#2f3036") - sheet) * np.clip(load, 0, 0.93)[..., None], 0, 1))


def line_art(stage: Stage) -> FloatArray:
    """Renders in pen: clean outlines, and engraved lines that swell with the dark."""
    rng = stage.rng("line art")
    tone = _levels(grey(flattened(stage.canvas.px, 7, 1)))
    wobble = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.3, stage.unit * 0.3, 2, shrink=4) - 0.5
    bend = wobble + (tone - 0.5) * 0.9
    gap = max(stage.unit * 0.0085, 3.5)
    lines = _hatch(stage, np.pi / 2, gap, as_float(np.clip(0.8 - tone * 1.15, 0, 0.8)), as_float(bend))
    lines = np.maximum(lines, _hatch(stage, 0.5, gap, as_float(np.clip(0.28 - tone, 0, 0.5) * 1.6), as_float(bend)))
    pen = np.maximum(lines, np.clip(outlines(stage, stage.unit * 0.0028, 0.9) * 1.3, 0, 1))
    sheet = paint("#fdfbf5")
    return as_float(sheet + (paint("#16181f") - sheet) * np.clip(pen, 0, 1)[..., None])


def comic(stage: Stage) -> FloatArray:
    """Renders as a comic panel: flat bright colours, dots in the shade, heavy ink, a white gutter."""
    flat = flattened(stage.canvas.px, 9, 2)
    bright = saturated(contrasted(flat, 0.45), 1.4)
    tone = grey(bright)
    steps = np.floor(np.clip(tone, 0, 0.999) * 5 + 0.5) / 5
    inked = np.clip(bright * (np.clip(steps, 0.12, 1) / np.maximum(tone, 0.08))[..., None], 0, 1)
    gap = max(stage.unit * 0.009, 4)
    xs, ys = grid(stage.height, stage.width)
    u, v = ((xs + ys) / gap) % 1.0 - 0.5, ((xs - ys) / gap) % 1.0 - 0.5
    size = np.clip(0.62 - tone, 0.0, 0.45)
    dots = step(0.06, -0.06, as_float(np.sqrt(u * u + v * v) - size)) * (size > 0.04)
    inked = inked * (1 - 0.3 * dots)[..., None]
    ink = np.clip(outlines(stage, stage.unit * 0.0048, 0.8) * 1.4, 0, 1)
    page = inked + (paint("#15131c") - inked) * ink[..., None]
    return _panel(stage, as_float(page))


def _panel(stage: Stage, page: FloatArray) -> FloatArray:
    xs, ys = grid(stage.height, stage.width)
    inside = np.minimum(np.minimum(xs, stage.width - 1 - xs), np.minimum(ys, stage.height - 1 - ys)) / stage.unit
    page[inside < 0.03] = paint("#15131c")
    page[inside < 0.0235] = paint("#fbf8ef")
    return page


def anime(stage: Stage) -> FloatArray:
    """Renders as painted cel: clean planes, clear air, fine coloured outlines."""
    flat = flattened(stage.canvas.px, 5, 2)
    bright = np.clip(saturated(flat, 1.35) * 1.06 + 0.02, 0, 1)
    glow = blur(as_float(np.clip(bright - 0.72, 0, 1)), stage.unit * 0.02) * 0.9
    lines = outlines(stage, stage.unit * 0.0016, 0.4)[..., None]
    return as_float(np.clip(bright * (1 - 0.55 * lines) + glow, 0, 1))
