"""Tall stone things: the castle and the lighthouse."""

import numpy as np

from webapp.engines.builtin.canvas import Point, box
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.dabs import settle
from webapp.engines.builtin.pixels import FloatArray, as_float, grid
from webapp.engines.builtin.stage import Stage
from webapp.engines.builtin.subjects.houses import window_colour


def _sides(stage: Stage, x: float) -> tuple[float, float]:
    return (1.0, 0.25) if stage.light_x < x else (0.25, 1.0)


def paint_castle(stage: Stage) -> None:
    """Builds a castle: walls with battlements, round towers with pointed roofs, a gate and flags."""
    rng = stage.rng("castle")
    for index in range(stage.scene.find("castle").count or 1):
        site = stage.take_site(f"castle {index}")
        tall = (
            min(stage.unit * 0.4, stage.horizon * 0.8)
            * stage.scale**0.8
            * site.scale**0.6
            * (1 if index == 0 else 0.55)
        )
        stage.canvas.next_layer()
        x, foot = site.x, site.y + tall * 0.03
        stone, roof = (
            stage.colour_of("castle", "#cdbfae"),
            paint(("#5b6b8c", "#8c4a44", "#4f6f6a")[int(rng.integers(3))]),
        )
        _tower(stage, x + tall * 0.12, foot, tall * 0.085, tall * 0.92, stone, roof)
        _tower(stage, x - tall * 0.14, foot, tall * 0.07, tall * 0.74, stone, roof)
        _wall(stage, x - tall * 0.2, x + tall * 0.24, foot, tall * 0.46, stone)
        for share, high, wide in ((-0.42, 0.56, 0.07), (0.43, 0.62, 0.075), (-0.02, 0.62, 0.06)):
            _tower(stage, x + share * tall, foot, wide * tall, high * tall, stone, roof)
        _wall(stage, x - tall * 0.42, x + tall * 0.42, foot + tall * 0.02, tall * 0.27, stone)
        _tower(stage, x - tall * 0.26, foot + tall * 0.02, tall * 0.055, tall * 0.42, stone, roof)
        _tower(stage, x + tall * 0.25, foot + tall * 0.02, tall * 0.055, tall * 0.45, stone, roof)
        _gate(stage, x, foot + tall * 0.02, tall * 0.075)
        settle(stage, x, foot + tall * 0.02, tall * 0.46)


def _tower(stage: Stage, x: float, foot: float, half: float, tall: float, stone: FloatArray, roof: FloatArray) -> None:
    canvas = stage.canvas
    left, right = _sides(stage, x)
    body = foot - tall * 0.72
    canvas.shaded(
        box(x - half, body, x + half, foot),
        stage.lit(stone, left),
        stage.lit(as_float(stone * 0.8), right),
        is_across=True,
    )
    canvas.shaded(
        box(x - half * 1.2, body - half * 0.3, x + half * 1.2, body + half * 0.45),
        stage.lit(stone, left),
        stage.lit(as_float(stone * 0.75), right),
        is_across=True,
    )
    cone: list[Point] = [(x - half * 1.3, body - half * 0.3), (x, foot - tall), (x + half * 1.3, body - half * 0.3)]
    canvas.shaded(cone, stage.lit(roof, left), stage.lit(as_float(roof * 0.7), right), is_across=True)
    for share in (0.3, 0.62):
        y = body + (foot - body) * share
        canvas.polygon(box(x - half * 0.16, y - half * 0.42, x + half * 0.16, y + half * 0.1), window_colour(stage))
    canvas.stroke(
        [(x, foot - tall), (x, foot - tall - half * 1.3)], stage.lit(paint("#4a4038"), 0.5), max(half * 0.07, 0.6)
    )
    flag: list[Point] = [
        (x, foot - tall - half * 1.3),
        (x + half * 1.1 * stage.side, foot - tall - half * 1.0),
        (x, foot - tall - half * 0.65),
    ]
    canvas.polygon(flag, stage.lit(paint("#d8402f"), 0.95))


def _wall(stage: Stage, left: float, right: float, foot: float, tall: float, stone: FloatArray) -> None:
    canvas, tooth = stage.canvas, max(tall * 0.11, 1.5)
    canvas.shaded(box(left, foot - tall, right, foot), stage.lit(stone, 0.75), stage.lit(as_float(stone * 0.82), 0.45))
    for x in np.arange(left, right, tooth * 2):
        canvas.polygon(box(float(x), foot - tall - tooth, float(x) + tooth, foot - tall + 1), stage.lit(stone, 0.8))
    rng, line = stage.rng("stones"), stage.lit(as_float(stone * 0.72), 0.4)
    for _ in range(26):
        x, y = rng.uniform(left, right - tooth), rng.uniform(foot - tall * 0.9, foot - tall * 0.05)
        canvas.polygon(box(x, y, x + tooth * 0.9, y + tooth * 0.4), line, 0.35)


def _gate(stage: Stage, x: float, foot: float, half: float) -> None:
    turn = np.linspace(np.pi, 2 * np.pi, 18)
    arch = [(x + float(np.cos(at)) * half, foot - half * 1.2 + float(np.sin(at)) * half) for at in turn]
    dark = stage.lit(paint("#3a2b26"), 0.3)
    stage.canvas.polygon(
        [(x - half, foot), *arch, (x + half, foot)], dark if not stage.is_dark else mix(dark, paint("#ffb95c"), 0.5)
    )


def paint_lighthouse(stage: Stage) -> None:
    """Builds a banded lighthouse with its gallery, its lamp and, in the dark, its beam."""
    for index in range(stage.scene.find("lighthouse").count or 1):
        site = stage.take_site(f"lighthouse {index}")
        tall = min(stage.unit * 0.46, site.y * 0.8) * stage.scale**0.8 * site.scale**0.5 * (1 if index == 0 else 0.6)
        stage.canvas.next_layer()
        _beam(stage, site.x, site.y - tall * 0.88, tall)
        _cottage(stage, site.x + stage.side * tall * 0.2, site.y + tall * 0.02, tall * 0.3)
        _shaft(stage, site.x, site.y + tall * 0.02, tall)
        _lantern(stage, site.x, site.y - tall * 0.8, tall)
        settle(stage, site.x + stage.side * tall * 0.1, site.y + tall * 0.02, tall * 0.28)


def _shaft(stage: Stage, x: float, foot: float, tall: float) -> None:
    low, high, top = tall * 0.095, tall * 0.06, foot - tall * 0.8
    patch = stage.canvas.patch([(x - low, foot), (x - high, top), (x + high, top), (x + low, foot)])
    if patch is None:
        return
    height, width = patch.mask.shape
    xs, ys = grid(height, width)
    along = (ys + patch.y - top) / np.float32(foot - top)
    across = (xs + patch.x - x) / (high + (low - high) * along)
    band = np.floor(along * 6).astype(np.int32) % 2
    named = stage.scene.find("lighthouse").colour
    paints = as_float(
        np.stack(
            [
                stage.colour_of("lighthouse", "#c4352b") if named not in ("white",) else paint("#c4352b"),
                paint("#f6f1e4"),
            ]
        )
    )
    light = np.clip(0.6 - 0.5 * across * float(np.sign(x - stage.light_x) or 1), 0, 1)
    colour = stage.lit(as_float(paints[np.broadcast_to(1 - band, (height, width))]), as_float(light))
    stage.canvas.lay(patch, as_float(np.clip(colour, 0, 1)))
    for share in (0.22, 0.52, 0.8):
        y = top + (foot - top) * share
        stage.canvas.polygon(
            box(x - tall * 0.012, y - tall * 0.02, x + tall * 0.012, y + tall * 0.02), window_colour(stage)
        )


def _lantern(stage: Stage, x: float, y: float, tall: float) -> None:
    canvas, iron = stage.canvas, stage.lit(paint("#2f3540"), 0.6)
    canvas.polygon(box(x - tall * 0.085, y - tall * 0.012, x + tall * 0.085, y + tall * 0.014), iron)
    for post in np.linspace(-0.08, 0.08, 7):
        canvas.stroke([(x + tall * post, y), (x + tall * post, y - tall * 0.04)], iron, max(tall * 0.006, 0.6))
    canvas.stroke(
        [(x - tall * 0.08, y - tall * 0.04), (x + tall * 0.08, y - tall * 0.04)], iron, max(tall * 0.006, 0.6)
    )
    glass = paint("#fff0b4") if stage.palette.dark > 0.1 else paint("#dff0f2")
    canvas.polygon(box(x - tall * 0.045, y - tall * 0.105, x + tall * 0.045, y - tall * 0.01), glass)
    for bar in (-0.045, -0.015, 0.015, 0.045):
        canvas.stroke([(x + tall * bar, y - tall * 0.105), (x + tall * bar, y)], iron, max(tall * 0.005, 0.5))
    roof: list[Point] = [(x - tall * 0.06, y - tall * 0.1), (x, y - tall * 0.18), (x + tall * 0.06, y - tall * 0.1)]
    canvas.polygon(roof, stage.lit(paint("#a32d25"), 0.8))
    if stage.palette.dark > 0.1:
        canvas.glow(x, y - tall * 0.06, tall * 0.4, paint("#ffe9a8"), 0.9)


def _beam(stage: Stage, x: float, y: float, tall: float) -> None:
    if stage.palette.dark < 0.1 and not stage.scene.has("fog", "lightning"):
        return
    reach = stage.unit * 1.4
    for side in (-1, 1):
        fan: list[Point] = [
            (x, y - tall * 0.015),
            (x + side * reach, y - reach * 0.2),
            (x + side * reach, y + reach * 0.02),
            (x, y + tall * 0.015),
        ]
        patch = stage.canvas.patch(fan, stage.unit * 0.006)
        if patch is None:
            continue
        xs, _ = grid(*patch.mask.shape)
        fade = np.clip(1 - np.abs(xs + patch.x - x) / reach, 0, 1) ** 1.6
        area = stage.canvas.px[patch.area]
        light = (patch.mask * fade * np.float32(0.2 + 0.35 * stage.palette.dark))[..., None] * paint("#ffefbd")
        area += (1 - area) * light


def _cottage(stage: Stage, x: float, foot: float, wide: float) -> None:
    wall, roof = paint("#f4efe4"), paint("#8d3f38")
    left, right = x - wide / 2, x + wide / 2
    stage.canvas.shaded(box(left, foot - wide * 0.34, right, foot), stage.lit(wall, 0.95), stage.lit(wall, 0.55))
    top: list[Point] = [
        (left - wide * 0.06, foot - wide * 0.32),
        (left + wide * 0.12, foot - wide * 0.6),
        (right - wide * 0.12, foot - wide * 0.6),
        (right + wide * 0.06, foot - wide * 0.32),
    ]
    stage.canvas.shaded(top, stage.lit(roof, 0.95), stage.lit(roof, 0.5))
    for share in (0.25, 0.72):
        middle = left + wide * share
        stage.canvas.polygon(
            box(middle - wide * 0.055, foot - wide * 0.24, middle + wide * 0.055, foot - wide * 0.1),
            window_colour(stage),
        )
