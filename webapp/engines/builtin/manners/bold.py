"""Manners of big forms and dots: posters, flat colour, pop art, points, stitches, wool, planes, a broken signal."""

import cv2
import numpy as np

from webapp.engines.builtin.colour import paint, ramp
from webapp.engines.builtin.manners.cells import low_poly
from webapp.engines.builtin.manners.gouache import gouache
from webapp.engines.builtin.manners.tones import stretched
from webapp.engines.builtin.manners.tools import brushed, contrasted, flattened, outlines, paper, saturated, vignetted
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey, grid, resize, step
from webapp.engines.builtin.stage import Stage


def _banded(stage: Stage, bands: int, size: int = 13) -> FloatArray:
    """Gives flat planes: few steps of light, each in its own colour. What stands in the scene keeps its form."""
    planes = _simple(stage, size)
    tone = grey(planes)
    steps = (np.floor(np.clip(tone, 0, 0.999) * bands) + 0.5) / bands
    return as_float(np.clip(planes * (steps / np.maximum(tone, 0.05))[..., None], 0, 1))


def _simple(stage: Stage, size: int) -> FloatArray:
    far = flattened(stage.canvas.px, size, 3, shrink=3)
    near = flattened(blur(stage.canvas.px, stage.unit * 0.006), 5, 1, shrink=1)
    solid = blur(as_float(stage.canvas.layers > 0), 0.7)[..., None]
    return as_float(far + (near - far) * solid)


def travel_poster(stage: Stage) -> FloatArray:
    """Renders in bold planes of sunny colour with a cream margin."""
    planes = contrasted(saturated(_banded(stage, 5), 1.6), 0.5)
    warm = planes * (paint("#fff0cf") * 1.03) + paint("#f0b050") * 0.06
    xs, ys = grid(stage.height, stage.width)
    inside = np.minimum(np.minimum(xs, stage.width - 1 - xs), np.minimum(ys, stage.height - 1 - ys)) / stage.unit
    warm[inside < 0.045] = paint("#f6ead0")
    return as_float(np.clip(warm + (paper(stage, 3) * 0.05)[..., None], 0, 1))


def flat(stage: Stage) -> FloatArray:
    """Renders in a few even colours without a line."""
    return as_float(np.clip(saturated(_banded(stage, 4, 15), 1.1) * 0.82 + 0.16, 0, 1))


def minimal(stage: Stage) -> FloatArray:
    """Renders in three pale tones, most of the sheet left alone."""
    tone = stretched(grey(_simple(stage, 15)))
    steps = np.floor(np.clip(tone * 1.15, 0, 0.999) * 3) / 2
    stops = (paint("#b98a72"), paint("#e6d6c6"), paint("#f7f2ea"))
    return as_float(np.clip(ramp(stops, blur(as_float(steps), 0.8)) + (paper(stage, 3) * 0.02)[..., None], 0, 1))


def art_deco(stage: Stage) -> FloatArray:
    """Renders in black, gold and cream, rays of light behind it, in a double frame."""
    tone = stretched(grey(_simple(stage, 13)))
    xs, ys = grid(stage.height, stage.width)
    angle = np.arctan2(ys - stage.height * 0.72, xs - stage.width / 2)
    rays = np.sign(np.sin(angle * 22)) * 0.07
    steps = np.floor(np.clip(tone + rays, 0, 0.999) * 5) / 4
    stops = (paint("#0b0c10"), paint("#173a3d"), paint("#b98a2f"), paint("#e7c569"), paint("#f7edcf"))
    px = ramp(stops, as_float(steps))
    inside = np.minimum(np.minimum(xs, stage.width - 1 - xs), np.minimum(ys, stage.height - 1 - ys)) / stage.unit
    px[inside < 0.05] = paint("#0b0c10")
    px[(inside < 0.04) & (inside > 0.028)] = paint("#d9b04e")
    return as_float(px)


def pop_art(stage: Stage) -> FloatArray:
    """Renders in four loud inks with giant dots."""
    tone = stretched(grey(flattened(stage.canvas.px, 11, 2, shrink=2)))
    inks = (paint("#1d1d8f"), paint("#e5196e"), paint("#ff8a1f"), paint("#ffe14a"), paint("#fff7d6"))
    steps = np.floor(np.clip(tone, 0, 0.999) * 5)
    px = ramp(inks, as_float(steps / 4))
    gap = max(stage.unit * 0.022, 6.0)
    xs, ys = grid(stage.height, stage.width)
    u, v = ((xs + ys) / gap) % 1.0 - 0.5, ((xs - ys) / gap) % 1.0 - 0.5
    dots = step(0.05, -0.05, as_float(np.sqrt(u * u + v * v) - 0.33)) * ((steps == 2) | (steps == 4))
    px = px + (paint("#19b6c9") - px) * dots[..., None]
    ink = np.clip(outlines(stage, stage.unit * 0.006, 0.5) * 1.4, 0, 1)[..., None]
    return as_float(np.clip(px + (paint("#14121c") - px) * ink, 0, 1))


def pointillism(stage: Stage) -> FloatArray:
    """Renders in dots of pure colour on a pale ground."""
    rng = stage.rng("points")
    px = contrasted(saturated(stage.canvas.px, 1.7), 0.3)
    board = np.empty((stage.height, stage.width, 3), np.float32)
    board[...] = paint("#efe6d2")
    size = max(stage.unit * 0.0055, 1.4)
    count = int(stage.width * stage.height / (size * size * 1.5))
    xs, ys = rng.integers(0, stage.width, count), rng.integers(0, stage.height, count)
    colours = np.clip(px[ys, xs] + rng.normal(0, 0.11, (count, 3)), 0, 1)
    radius = max(round(size), 1)
    for x, y, colour in zip(xs.tolist(), ys.tolist(), colours.tolist(), strict=True):
        cv2.circle(board, (x, y), radius, colour, -1, cv2.LINE_AA)
    return as_float(np.clip(board, 0, 1))


def cross_stitch(stage: Stage) -> FloatArray:
    """Renders as counted crosses of thread on linen."""
    side = max(stage.unit / 84, 3.0)
    columns, rows = max(int(stage.width / side), 4), max(int(stage.height / side), 4)
    small = saturated(resize(stage.canvas.px, columns, rows), 1.3)
    small = (np.floor(np.clip(small, 0, 0.999) * 6) + 0.5) / 6
    px = resize(as_float(small), stage.width, stage.height, is_crisp=True)
    xs, ys = grid(stage.height, stage.width)
    u, v = (xs * columns / stage.width) % 1.0 - 0.5, (ys * rows / stage.height) % 1.0 - 0.5
    thread = np.minimum(np.abs(u - v), np.abs(u + v))
    cover = step(0.3, 0.16, as_float(thread)) * step(0.5, 0.44, as_float(np.maximum(np.abs(u), np.abs(v))))
    twist = 0.86 + 0.14 * np.cos((u - v) * 28) * (np.abs(u + v) < 0.22)
    linen = paint("#e8dcc2") * (1 + 0.12 * paper(stage, 2))[..., None]
    return as_float(np.clip(linen + (px * twist[..., None] - linen) * cover[..., None], 0, 1))


def felt(stage: Stage) -> FloatArray:
    """Renders as wool: soft edges, fibres that wander over them, a rounded light."""
    px = saturated(flattened(stage.canvas.px, 13, 2, shrink=3), 1.25)
    loose = brushed(stage, 2.4, px)
    rng = stage.rng("wool")
    fibres = coarse_fbm(rng, stage.width, stage.height, 9, 2, 2, shrink=1) + coarse_fbm(
        rng, stage.width, stage.height, 2, 9, 2, shrink=1
    )
    rims = blur(outlines(stage, stage.unit * 0.012, 0.3), stage.unit * 0.008)
    lit = loose * (1 - 0.5 * np.clip(rims, 0, 1))[..., None] * 0.94 + 0.05
    return as_float(np.clip(lit + ((fibres - 1.0) * 0.3)[..., None] * (0.4 + lit), 0, 1))


def cubist(stage: Stage) -> FloatArray:
    """Renders as shifted planes in ochre, grey and brown."""
    xs, ys = grid(stage.height, stage.width)
    px = low_poly(stage)
    facet = np.sign(np.sin((xs * 0.8 + ys * 0.5) / stage.unit * 13)) * np.sign(np.sin((ys - xs * 0.6) / stage.unit * 9))
    moved = np.roll(px, (round(stage.unit * 0.03), -round(stage.unit * 0.04)), axis=(0, 1))
    px = np.where((facet > 0)[..., None], px, moved)
    tone = stretched(grey(as_float(px)))
    scale = ramp((paint("#2b2119"), paint("#7a5a36"), paint("#b39a6b"), paint("#c9c2ae"), paint("#eee4c9")), tone)
    return as_float(np.clip(scale * 0.82 + px * 0.18 + (facet * 0.05)[..., None], 0, 1))


def glitch(stage: Stage) -> FloatArray:
    """Renders as a signal that breaks: torn bands, colours out of step, scan lines."""
    rng = stage.rng("signal")
    px = contrasted(saturated(stage.canvas.px, 1.3), 0.5).copy()
    for _ in range(14):
        top, high = int(rng.integers(stage.height)), int(stage.height * rng.uniform(0.008, 0.06)) + 1
        px[top : top + high] = np.roll(px[top : top + high], int(stage.width * rng.normal(0, 0.09)), axis=1)
    reach = max(round(stage.unit * 0.014), 2)
    split = np.stack([np.roll(px[..., 0], reach, 1), px[..., 1], np.roll(px[..., 2], -reach, 1)], axis=-1)
    rows = np.arange(stage.height)[:, None, None]
    return as_float(np.clip(split * (0.82 + 0.18 * (rows // max(round(stage.unit / 256), 1) % 2)), 0, 1))


def sticker(stage: Stage) -> FloatArray:
    """Renders in glossy planes with dark outlines inside a thick white edge, on grey."""
    px = saturated(_banded(stage, 5), 1.6)
    ink = np.clip(outlines(stage, stage.unit * 0.006, 0.3) * 1.4, 0, 1)[..., None]
    px = px + (paint("#1c1b22") - px) * ink
    xs, ys = grid(stage.height, stage.width)
    away_x = np.abs(xs - stage.width / 2) - (stage.width / 2 - stage.unit * 0.3)
    away_y = np.abs(ys - stage.height / 2) - (stage.height / 2 - stage.unit * 0.3)
    reach = np.sqrt(np.clip(away_x, 0, None) ** 2 + np.clip(away_y, 0, None) ** 2) / stage.unit
    shine = np.clip(0.32 - np.abs((xs + ys * 0.7) / stage.unit - 0.55) * 3, 0, 0.16)
    px = px + (1 - px) * shine[..., None]
    px = np.where((reach < 0.2)[..., None], px, np.float32(1.0))
    shade = step(0.29, 0.235, as_float(reach))[..., None]
    return as_float(np.where((reach < 0.235)[..., None], px, paint("#cfd3d8") * (1 - 0.25 * shade)))


def storybook(stage: Stage) -> FloatArray:
    """Renders in warm, round gouache that fades into the cream of the page."""
    stage.canvas.px[...] = saturated(_simple(stage, 9), 1.2)
    warm = gouache(stage) * paint("#fff1d6") + paint("#ffd9a0") * 0.05
    light = vignetted(stage, as_float(np.ones((stage.height, stage.width, 1), np.float32)), 2.4)
    page = paint("#fdf5e3")
    return as_float(np.clip(page + (warm - page) * np.clip(light * 2.2 - 0.6, 0, 1), 0, 1))
