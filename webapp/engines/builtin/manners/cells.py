"""Manners made of pieces: low poly, folded paper, stained glass, mosaic."""

import cv2
import numpy as np

from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.manners.tools import contrasted, flattened, paper, saturated
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import (
    FloatArray,
    as_float,
    blur,
    from_bytes,
    grey,
    resize,
    slope,
    step,
)  # fmt: skip
from webapp.engines.builtin.stage import Stage

_FINER = 2


def _points(stage: Stage, count: int, even: float) -> FloatArray:
    """Scatters points, close together where the picture has edges; `even` 0..1 of them anywhere."""
    rng = stage.rng("points")
    across, down = slope(blur(grey(stage.canvas.px), stage.unit * 0.003))
    edges = np.sqrt(across**2 + down**2)
    meet = as_float(cv2.morphologyEx(stage.canvas.layers, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))) > 0
    weight = np.clip(edges * stage.unit / 20, 0, 1) + meet
    tries = count * 14
    x, y = rng.uniform(1, stage.width - 2, tries), rng.uniform(1, stage.height - 2, tries)
    keep = rng.random(tries) < np.clip(weight[y.astype(int), x.astype(int)] * 0.5, even * 0.09, 1)
    return as_float(np.stack([x, y], axis=-1)[keep][:count])


def _subdivision(stage: Stage, points: FloatArray) -> cv2.Subdiv2D:
    pad = 4
    made = cv2.Subdiv2D((-pad, -pad, stage.width + 2 * pad, stage.height + 2 * pad))
    right, low = stage.width + pad - 1.0, stage.height + pad - 1.0
    frame = [(at * right - 1, edge) for at in np.linspace(0, 1, 9) for edge in (-3.0, low)]
    frame += [(edge, at * low - 1) for at in np.linspace(0, 1, 9)[1:-1] for edge in (-3.0, right)]
    for x, y in [*frame, *points.tolist()]:
        made.insert((float(np.clip(x, -3, right)), float(np.clip(y, -3, low))))
    return made


def _triangles(stage: Stage, points: FloatArray) -> FloatArray:
    """Gives the triangles between the points, (count, 3, 2)."""
    found = as_float(_subdivision(stage, points).getTriangleList()).reshape(-1, 3, 2)
    inside = (np.abs(found[..., 0] - stage.width / 2) < stage.width).all(axis=1)
    return as_float(found[inside & (np.abs(found[..., 1] - stage.height / 2) < stage.height).all(axis=1)])


def _facets(stage: Stage, triangles: FloatArray, colours: FloatArray) -> FloatArray:
    board = np.zeros((stage.height * _FINER, stage.width * _FINER, 3), np.uint8)
    corners = np.rint(triangles * _FINER * 16).astype(np.int32)
    for corner, colour in zip(corners, (np.clip(colours, 0, 1) * 255).tolist(), strict=True):
        cv2.fillConvexPoly(board, corner, colour, cv2.LINE_8, 4)
    return from_bytes(cv2.resize(board, (stage.width, stage.height), interpolation=cv2.INTER_AREA))


def _seen(stage: Stage, triangles: FloatArray) -> FloatArray:
    """Looks up the colour of each triangle at its middle."""
    middle = triangles.mean(axis=1)
    x = np.clip(middle[:, 0], 0, stage.width - 1).astype(np.int32)
    y = np.clip(middle[:, 1], 0, stage.height - 1).astype(np.int32)
    return as_float(blur(stage.canvas.px, stage.unit * 0.0015)[y, x])


def low_poly(stage: Stage) -> FloatArray:
    """Renders as a mesh of flat facets, small along the forms, each catching the light its own way."""
    stage.canvas.px[...] = contrasted(saturated(stage.canvas.px, 1.2), 0.2)
    triangles = _triangles(stage, _points(stage, 2600, 0.35))
    edge = triangles[:, 1] - triangles[:, 0]
    facing = np.sin(np.arctan2(edge[:, 1], edge[:, 0]) * 2 + stage.side)
    colours = _seen(stage, triangles) * (1 + 0.055 * facing)[:, None]
    return _facets(stage, triangles, as_float(colours))


def origami(stage: Stage) -> FloatArray:
    """Renders as folded paper: large facets with creases, and shadows where sheets overlap."""
    stage.canvas.px[...] = saturated(flattened(stage.canvas.px, 7, 2), 1.15)
    triangles = _triangles(stage, _points(stage, 520, 0.8))
    tilt = stage.rng("folds").normal(0, 0.09, len(triangles))
    folded = _facets(stage, triangles, as_float(_seen(stage, triangles) * (1 + tilt)[:, None] + 0.02))
    across, down = slope(blur(grey(folded), 0.8))
    crease = np.clip(-(across + down) * 0.9, -0.07, 0.1)
    own = flattened(stage.canvas.px, 9, 1)
    solid = as_float(stage.canvas.layers > stage.canvas.layers.max() * 0.55)[..., None]
    folded = folded + (own - folded) * solid * 0.55
    shade = overlap_shadow(stage, stage.unit * 0.008, 0.45)
    return as_float(np.clip(folded * (1 - shade)[..., None] + crease[..., None] + paper(stage)[..., None] * 0.05, 0, 1))


def overlap_shadow(stage: Stage, reach_px: float, strength: float) -> FloatArray:
    """Gives the shadow (height, width), 0..`strength`, that nearer layers throw on farther ones."""
    shift = max(round(reach_px), 1)
    moved = np.roll(stage.canvas.layers, (shift, shift * stage.side), axis=(0, 1))
    under = as_float(moved > stage.canvas.layers)
    return as_float(blur(under, reach_px * 0.7) * np.float32(strength) * (blur(under, 1) * 0.6 + 0.4))


def stained_glass(stage: Stage) -> FloatArray:
    """Renders as coloured glass in lead, cut along the forms and lit from behind."""
    stage.canvas.px[...] = contrasted(saturated(flattened(stage.canvas.px, 7, 2), 1.65), 0.5)
    cells = _owners(stage, _points(stage, 260, 0.6))
    keys = cells * 256 + stage.canvas.layers
    count = int(keys.max()) + 1
    flat = keys.ravel()
    total = np.maximum(np.bincount(flat, minlength=count), 1)
    means = [np.bincount(flat, stage.canvas.px[..., at].ravel(), minlength=count) / total for at in range(3)]
    bright = stage.rng("glass").uniform(0.82, 1.22, count)
    table = as_float(np.clip(np.stack(means, axis=-1) * bright[:, None] * 1.06 + 0.02, 0, 1))
    swirl = coarse_fbm(stage.rng("swirl"), stage.width, stage.height, stage.unit * 0.05, stage.unit * 0.02, 4, shrink=2)
    glass = table[keys] * (0.78 + 0.44 * swirl)[..., None]
    kernel = np.ones((3, 3), np.uint8)
    joints = np.asarray(cv2.morphologyEx(as_float(keys), cv2.MORPH_GRADIENT, kernel)) > 0
    away = as_float(cv2.distanceTransform((~joints).astype(np.uint8), cv2.DIST_L2, 3)) / np.float32(stage.unit)
    glass = glass * (0.62 + 0.42 * step(0.0, 0.013, away))[..., None]
    lead = step(0.0029, 0.0018, away)
    across, down = slope(blur(lead, 1.0))
    metal = paint("#1d1b1f") + np.clip(-(across + down) * 0.8, 0, 0.35)[..., None]
    return as_float(np.clip(glass + (metal - glass) * lead[..., None], 0, 1))


def _owners(stage: Stage, points: FloatArray) -> "np.ndarray[tuple[int, ...], np.dtype[np.int32]]":
    """Gives for each pixel the number of the point whose cell it lies in."""
    facets, _ = _subdivision(stage, points).getVoronoiFacetList([])
    board = np.zeros((stage.height, stage.width), np.float32)
    for index, facet in enumerate(facets):
        cv2.fillConvexPoly(board, np.rint(as_float(facet)).astype(np.int32), float(index))
    return board.astype(np.int32)


def mosaic(stage: Stage) -> FloatArray:
    """Renders in small stone tiles, laid along the forms, with grout between."""
    rng = stage.rng("mosaic")
    size = max(stage.unit / 92, 4)
    columns, rows = max(int(stage.width / size), 2), max(int(stage.height / size), 2)
    colour = saturated(contrasted(resize(stage.canvas.px, columns, rows), 0.3), 1.25).reshape(-1, 3)
    across, down = slope(blur(resize(grey(stage.canvas.px), columns, rows), 1.2))
    sure = step(0.01, 0.05, as_float(np.sqrt(across**2 + down**2)))
    angle = (((np.arctan2(down, across) + np.pi / 4) % (np.pi / 2) - np.pi / 4) * sure).ravel() + rng.normal(
        0, 0.05, columns * rows
    )
    x, y = np.meshgrid(
        (np.arange(columns) + 0.5) * stage.width / columns, (np.arange(rows) + 0.5) * stage.height / rows
    )
    middle = np.stack([x.ravel(), y.ravel()], axis=-1) + rng.normal(0, size * 0.04, (columns * rows, 2))
    half = size * rng.uniform(0.41, 0.47, columns * rows)
    turns = angle[:, None] + np.arange(4) * np.pi / 2 + np.pi / 4
    corners = middle[:, None, :] + np.stack([np.cos(turns), np.sin(turns)], axis=-1) * (half * 2**0.5)[:, None, None]
    colour = colour * rng.normal(1, 0.07, (len(colour), 1)) + rng.normal(0, 0.018, colour.shape)
    laid = _facets(stage, as_float(corners), as_float(np.clip(colour, 0.01, 1)))
    stone = step(0.0, 0.02, grey(laid))
    rise_x, rise_y = slope(blur(stone, 1.1))
    grout = blur(stage.canvas.px, size * 0.6) * (0.5 + 0.15 * paper(stage))[..., None] + 0.04
    picture = grout + (laid - grout) * stone[..., None]
    return as_float(np.clip(picture - np.clip((rise_x + rise_y) * -0.55, -0.22, 0.22)[..., None], 0, 1))
