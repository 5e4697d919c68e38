"""Printed and cut manners: risograph, paper cut-out, pixel art, tile texture."""

import cv2
import numpy as np

from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.manners.cells import overlap_shadow
from webapp.engines.builtin.manners.tools import contrasted, flattened, outlines, paper, saturated
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey, grid, resize, step
from webapp.engines.builtin.stage import Stage

_BAYER = as_float([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16 - 0.47
_PIXELS_A_SIDE = 128
_PALETTE_SIZE = 22


def risograph(stage: Stage) -> FloatArray:
    """Renders as three spot inks, each screened at its own angle and a little out of register."""
    rng = stage.rng("risograph")
    px = contrasted(saturated(flattened(stage.canvas.px, 5, 1), 1.3), 0.35)
    need = 1 - px
    sheet = paint("#f6f0e1") * (1 + 0.03 * paper(stage))[..., None]
    for channel, ink, angle in ((2, "#ffd53d", 0.0), (1, "#f2517f", 1.31), (0, "#0f5fa8", 0.26)):
        load = _screened(stage, as_float(need[..., channel]), angle, rng)
        shift = rng.integers(-3, 4, 2) * max(stage.unit / 1024, 0.34)
        load = np.roll(load, tuple(np.rint(shift).astype(int).tolist()), axis=(0, 1))
        sheet = sheet * (1 - load[..., None] * (1 - paint(ink)))
    return as_float(np.clip(sheet, 0, 1))


def _screened(stage: Stage, load: FloatArray, angle: float, rng: np.random.Generator) -> FloatArray:
    gap = max(stage.unit * 0.0062, 3.0)
    xs, ys = grid(stage.height, stage.width)
    u = (xs * np.cos(angle) + ys * np.sin(angle)) * (2 * np.pi / gap)
    v = (ys * np.cos(angle) - xs * np.sin(angle)) * (2 * np.pi / gap)
    screen = 0.5 + 0.25 * (np.cos(u) + np.cos(v))
    grain = rng.random((stage.height, stage.width), dtype=np.float32)
    dots = step(-0.16, 0.16, as_float(load * 1.12 - screen + (grain - 0.5) * 0.25))
    return as_float(dots * (0.88 + 0.12 * grain))


def paper_cut_out(stage: Stage) -> FloatArray:
    """Renders as sheets of coloured paper, cut and laid one over another with their shadows."""
    flat = flattened(stage.canvas.px, 11, 2, shrink=3)
    tone = blur(grey(flat), stage.unit * 0.012)
    bands = np.floor(np.clip(tone, 0, 0.999) * 9)
    sharp = flattened(stage.canvas.px, 5, 1, shrink=1)
    middle = (bands + 0.5) / 9
    flat = flat * (middle / np.maximum(tone, 0.06))[..., None]
    solid = as_float(stage.canvas.layers > 0)[..., None]
    sheets = saturated(as_float(np.clip(flat + (sharp - flat) * solid * 0.55, 0, 1)), 1.2)
    shade = overlap_shadow(stage, stage.unit * 0.011, 0.5) + overlap_shadow(stage, stage.unit * 0.004, 0.25)
    sky_step = np.roll(bands, (round(stage.unit * 0.006), 0), axis=(0, 1)) > bands
    shade = shade + blur(as_float(sky_step), stage.unit * 0.005) * 0.3
    edge = outlines(stage, stage.unit * 0.0016, 0.0)
    fibre = paper(stage, 7)
    lit = sheets * (1 - np.clip(shade, 0, 0.65))[..., None] + (edge * 0.16)[..., None]
    return as_float(np.clip(lit + fibre[..., None] * 0.075, 0, 1))


def pixel_art(stage: Stage) -> FloatArray:
    """Renders on a coarse grid in a small palette, dithered."""
    side = max(min(stage.width, stage.height) / _PIXELS_A_SIDE, 1.0)
    columns, rows = max(round(stage.width / side), 4), max(round(stage.height / side), 4)
    small = resize(contrasted(saturated(stage.canvas.px, 1.3), 0.3), columns, rows)
    meet = resize(outlines(stage, side, 0.0), columns, rows)
    small = small * (1 - 0.3 * step(0.35, 0.8, meet))[..., None]
    palette = _palette(small)
    bayer = np.tile(_BAYER, (rows // 4 + 1, columns // 4 + 1))[:rows, :columns]
    asked = small + bayer[..., None] * 0.075
    away = ((asked[:, :, None, :] - palette) ** 2).sum(axis=-1)
    return resize(palette[away.argmin(axis=-1)], stage.width, stage.height, is_crisp=True)


def _palette(small: FloatArray) -> FloatArray:
    """Chooses the colours that stand for the picture best."""
    samples = np.ascontiguousarray(small.reshape(-1, 3), dtype=np.float32)
    cv2.setRNGSeed(7)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.001)
    count = min(_PALETTE_SIZE, len(samples))
    labels = np.zeros((len(samples), 1), np.int32)
    _, _, centres = cv2.kmeans(samples[::2], count, labels[::2].copy(), ends, 1, cv2.KMEANS_PP_CENTERS)
    return as_float(np.clip(centres, 0, 1))


def tile_texture(stage: Stage) -> FloatArray:
    """Renders as a pattern that meets itself on every side."""
    half_w, half_h = (stage.width + 1) // 2, (stage.height + 1) // 2
    small = resize(saturated(stage.canvas.px, 1.15), half_w, half_h)
    row = np.concatenate([small, small[:, ::-1]], axis=1)
    whole = np.concatenate([row, row[::-1]], axis=0)[: stage.height, : stage.width]
    return as_float(np.clip(whole + paper(stage)[..., None] * 0.06, 0, 1))
