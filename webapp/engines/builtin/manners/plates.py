"""Manners of the plate and the board: engraving, linocut, woodblock, charcoal, chalk, blueprint, manga."""

import numpy as np

from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.manners.lines import line_art, pencil
from webapp.engines.builtin.manners.tones import stretched
from webapp.engines.builtin.manners.tools import contrasted, flattened, outlines, paper, saturated
from webapp.engines.builtin.manners.washes import watercolour
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey, grid, step
from webapp.engines.builtin.stage import Stage


def linocut(stage: Stage) -> FloatArray:
    """Renders as two tones, the light carved out of the dark in strokes."""
    tone = stretched(grey(flattened(stage.canvas.px, 11, 2)))
    xs, ys = grid(stage.height, stage.width)
    bend = coarse_fbm(stage.rng("gouge"), stage.width, stage.height, stage.unit * 0.2, stage.unit * 0.12, 3, shrink=4)
    gap = max(stage.unit * 0.02, 5.0)
    wave = np.sin((ys + xs * 0.12 + bend * stage.unit * 0.22) * (2 * np.pi / gap))
    carved = step(-0.06, 0.06, as_float(tone - 0.47 + wave * 0.17))
    rim = outlines(stage, stage.unit * 0.005, 0.5)
    ink = np.clip(1 - carved + 0.0 * rim, 0, 1)
    ink = np.clip(ink - np.clip(rim, 0, 1) * ink * 0.95 + np.clip(rim, 0, 1) * (1 - ink), 0, 1)
    ink = ink * np.clip(0.95 + paper(stage, 3) * 0.3, 0, 1)
    sheet = paint("#f3ead6")
    return as_float(np.clip(sheet + (paint("#1b1a1d") - sheet) * ink[..., None], 0, 1))


def woodblock(stage: Stage) -> FloatArray:
    """Renders in a few flat, muted inks with flowing outlines and the grain of the block."""
    flat = saturated(flattened(stage.canvas.px, 13, 3, shrink=3), 1.15)
    bands = (np.floor(np.clip(flat, 0, 0.999) * 5) + 0.5) / 5
    xs, ys = grid(stage.height, stage.width)
    warp = coarse_fbm(stage.rng("block"), stage.width, stage.height, stage.unit * 0.5, stage.unit * 0.06, 3, shrink=4)
    grain = np.sin((ys + warp * stage.unit * 0.25) * (2 * np.pi / max(stage.unit * 0.007, 2.5)) + xs * 0.0)
    inks = bands * paint("#efe3c2") + (grain * 0.022)[..., None]
    lines = np.clip(outlines(stage, stage.unit * 0.003, 0.6) * 1.2, 0, 1)[..., None]
    return as_float(np.clip(inks + (paint("#22335c") - inks) * lines, 0, 1))


def charcoal(stage: Stage) -> FloatArray:
    """Renders in smudged black dust on coarse paper."""
    tone = contrasted(stretched(blur(grey(stage.canvas.px), stage.unit * 0.006)), 0.9)
    tooth = paper(stage, max(stage.unit * 0.006, 3.0))
    rng = stage.rng("smudge")
    smudge = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.16, stage.unit * 0.02, 3, shrink=2) - 0.5
    lines = blur(outlines(stage, stage.unit * 0.007, 0.8), stage.unit * 0.0015)
    load = np.clip((1 - tone) * 1.05 + smudge * 0.35 + lines * 0.55, 0, 1) * np.clip(0.86 + tooth * 1.5, 0, 1.2)
    sheet = paint("#e9e4d9")
    return as_float(np.clip(sheet + (paint("#191817") - sheet) * np.clip(load, 0, 1)[..., None], 0, 1))


def chalkboard(stage: Stage) -> FloatArray:
    """Renders in white chalk on a dark board that was wiped before."""
    chalk = 1 - grey(pencil(stage))
    rng = stage.rng("wiped")
    wiped = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.4, stage.unit * 0.05, 3, shrink=4)
    load = np.clip(chalk * 1.25 - 0.12, 0, 1) * np.clip(0.85 + paper(stage, 3) * 0.9, 0, 1) + wiped * 0.11
    board = paint("#1e2c28")
    return as_float(np.clip(board + (paint("#f4f3ea") - board) * load[..., None], 0, 1))


def engraving(stage: Stage) -> FloatArray:
    """Renders as brown-black swelling lines on the page of an old book."""
    drawn = grey(line_art(stage))
    age = coarse_fbm(stage.rng("page"), stage.width, stage.height, stage.unit * 0.5, stage.unit * 0.5, 3, shrink=4)
    page = paint("#ecd9b0") * (0.9 + 0.2 * age)[..., None]
    return as_float(np.clip(page + (paint("#3a2113") - page) * (1 - drawn)[..., None] * 0.95, 0, 1))


def blueprint(stage: Stage) -> FloatArray:
    """Renders as a plan: white outlines on blue, on a measured grid."""
    lines = np.clip(outlines(stage, stage.unit * 0.003, 1.0) * 1.3, 0, 1)
    xs, ys = grid(stage.height, stage.width)
    gap = max(stage.unit * 0.05, 8.0)
    thin = max(stage.unit * 0.0016, 1.0)
    ruled = np.maximum(((xs % gap) < thin) * 1.0, ((ys % gap) < thin) * 1.0) * 0.2
    tone = stretched(grey(stage.canvas.px)) * 0.12
    sheet = paint("#16478f") + (paper(stage, 4) * 0.05)[..., None]
    load = np.clip(np.maximum(lines, ruled) + tone, 0, 1)[..., None]
    return as_float(np.clip(sheet + (paint("#f2f7ff") - sheet) * load, 0, 1))


def manga(stage: Stage) -> FloatArray:
    """Renders as a printed page: black ink, dots for grey, white for light."""
    tone = stretched(grey(flattened(stage.canvas.px, 9, 2)))
    gap = max(stage.unit * 0.0085, 4.0)
    xs, ys = grid(stage.height, stage.width)
    u, v = ((xs + ys) / gap) % 1.0 - 0.5, ((xs - ys) / gap) % 1.0 - 0.5
    shade = np.floor(np.clip(1.05 - tone, 0, 0.999) * 5) / 5
    dots = step(0.07, -0.07, as_float(np.sqrt(u * u + v * v) - shade * 0.5)) * (shade > 0.15)
    ink = np.maximum(dots * 0.8, (tone < 0.16) * 1.0)
    ink = np.maximum(ink, np.clip(outlines(stage, stage.unit * 0.0042, 0.8) * 1.4, 0, 1))
    page = paint("#fbfaf6") + (paint("#141416") - paint("#fbfaf6")) * np.clip(ink, 0, 1)[..., None]
    inside = np.minimum(np.minimum(xs, stage.width - 1 - xs), np.minimum(ys, stage.height - 1 - ys)) / stage.unit
    page[inside < 0.026] = paint("#141416")
    page[inside < 0.021] = paint("#fbfaf6")
    return as_float(page)


def pen_and_wash(stage: Stage) -> FloatArray:
    """Renders as quick pen lines with washes that leave much of the sheet white."""
    lines = np.clip(outlines(stage, stage.unit * 0.0026, 1.0) * 1.2, 0, 1)
    wash = watercolour(stage)
    sheet = paint("#fbf8f0")
    bare = coarse_fbm(stage.rng("bare"), stage.width, stage.height, stage.unit * 0.3, stage.unit * 0.3, 3, shrink=4)
    pale = wash + (sheet - wash) * np.clip(bare * 1.9 - 0.55, 0.12, 0.92)[..., None]
    broken = lines * np.clip(0.9 + paper(stage, 3) * 1.2, 0, 1)
    return as_float(np.clip(pale + (paint("#23252c") - pale) * broken[..., None], 0, 1))


def botanical(stage: Stage) -> FloatArray:
    """Renders in fine pencil over pale colour that fades into a cream sheet."""
    colour = saturated(flattened(stage.canvas.px, 5, 1), 1.1)
    load = grey(pencil(stage))[..., None]
    xs, ys = grid(stage.height, stage.width)
    away = ((xs / stage.width - 0.5) / 0.42) ** 2 + ((ys / stage.height - 0.52) / 0.44) ** 2
    edge = coarse_fbm(stage.rng("edge"), stage.width, stage.height, stage.unit * 0.08, stage.unit * 0.08, 3, shrink=4)
    kept = step(1.1, 0.75, as_float(away + (edge - 0.5) * 0.5))[..., None]
    sheet = paint("#f4ead2") * (1 + 0.05 * paper(stage, 4))[..., None]
    drawn = (colour * 0.55 + paint("#f4ead2") * 0.5) * (0.35 + 0.65 * load)
    return as_float(np.clip(sheet + (drawn - sheet) * kept, 0, 1))
