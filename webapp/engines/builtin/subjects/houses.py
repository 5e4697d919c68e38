"""Small buildings: houses, a village, windmills, pagodas."""

import numpy as np

from webapp.engines.builtin.canvas import box
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.dabs import settle
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.stage import Site, Stage
from webapp.engines.builtin.subjects.trees import shadow

_WALLS = ("#efe3cb", "#e8d0b0", "#d9c7b4", "#f4efe4", "#d6a98a")
_ROOFS = ("#a8452f", "#8d3f38", "#5a4a4c", "#9a6236", "#4d5c6e")


def window_colour(stage: Stage) -> FloatArray:
    """Gives the colour of glass: lamplight when it is dark, the sky's by day."""
    return paint("#ffcf70") if stage.palette.dark > 0.2 else mix(stage.palette.sky[0], paint("#26303f"), 0.55)


def paint_houses(stage: Stage) -> None:
    """Builds as many houses as the words say."""
    rng = stage.rng("houses")
    count = stage.scene.find("house").count or 1
    site = stage.take_site("house")
    wide = stage.unit * (0.23 if count == 1 else 0.23 / count**0.4) * stage.scale * site.scale**0.5
    for index in sorted(range(count), key=lambda at: -at):
        stage.canvas.next_layer()
        offset = 0.0 if index == 0 else (-1) ** index * (index + 1) // 2 * wide * rng.uniform(1.3, 1.6)
        x = float(np.clip(site.x + offset, wide * 0.6, stage.width - wide * 0.6))
        size = wide * (1 if index == 0 else rng.uniform(0.72, 0.95))
        named = stage.scene.find("house").colour
        wall = stage.colour_of("house", "#efe3cb") if named else paint(_WALLS[int(rng.integers(5))])
        house(stage, rng, x, site.y + wide * (0.12 if index == 0 else 0.02), size, wall)


def paint_village(stage: Stage) -> None:
    """Huddles roofs together around a church."""
    rng = stage.rng("village")
    site = stage.take_site("village")
    for row in range(3):
        stage.canvas.next_layer()
        if row == 1:
            _church(stage, site.x, site.y + stage.unit * 0.01, stage.unit * 0.27 * stage.scale)
        for column in range(5 - row):
            wide = stage.unit * (0.095 + 0.022 * row) * rng.uniform(0.85, 1.15) * stage.scale
            x = site.x + (column - (4 - row) / 2 + rng.uniform(-0.2, 0.2)) * stage.unit * 0.14 * stage.scale
            foot = site.y + stage.unit * 0.035 * row
            house(stage, rng, x, foot, wide, paint(_WALLS[int(rng.integers(5))]), is_plain=True)


def house(
    stage: Stage, rng: np.random.Generator, x: float, foot: float, wide: float, wall: FloatArray, is_plain: bool = False
) -> None:
    """Draws a house `wide` across on `foot`: a gabled front, a long side and its roof."""
    canvas, turn = stage.canvas, stage.side
    tall, gable, long = wide * 0.42, wide * 0.36, wide * 0.62
    front, back = x - turn * wide * 0.5, x - turn * wide * 0.5 + turn * wide * 0.44
    end = back + turn * long
    roof = paint(_ROOFS[int(rng.integers(5))]) if stage.season != "winter" else paint("#eef3f8")
    shadow(stage, x, foot, wide * 0.6)
    is_front_lit = (stage.light_x - x) * -turn > 0
    lit_front, lit_side = (1.0, 0.45) if is_front_lit else (0.4, 0.95)
    peak = ((front + back) / 2, foot - tall - gable)
    canvas.shaded(
        box(min(back, end), foot - tall, max(back, end), foot),
        stage.lit(wall, lit_side),
        stage.lit(as_float(wall * 0.85), lit_side * 0.8),
    )
    canvas.shaded(
        [(front, foot), (front, foot - tall), peak, (back, foot - tall), (back, foot)],
        stage.lit(wall, lit_front),
        stage.lit(as_float(wall * 0.88), lit_front * 0.85),
    )
    over = wide * 0.035
    far_peak = (end - turn * wide * 0.1, peak[1])
    canvas.shaded(
        [
            (peak[0], peak[1] - over),
            (far_peak[0], far_peak[1] - over),
            (end + turn * over, foot - tall + over),
            (back + turn * over * 0.4, foot - tall + over),
        ],
        stage.lit(roof, min(lit_side + 0.15, 1)),
        stage.lit(as_float(roof * 0.8), lit_side),
    )
    eave = stage.lit(as_float(roof * 0.7), lit_front)
    canvas.stroke(
        [
            (front - turn * over, foot - tall + over),
            (peak[0], peak[1] - over),
            (back + turn * over, foot - tall + over),
        ],
        eave,
        max(wide * 0.04, 1),
    )
    _openings(stage, front, back, end, foot, tall, wide, is_plain)
    settle(stage, (front + end) / 2, foot, abs(end - front) / 2)
    if not is_plain:
        _chimney(stage, rng, (back + far_peak[0]) / 2 + turn * wide * 0.05, peak[1] - over, wide)


def _openings(
    stage: Stage, front: float, back: float, end: float, foot: float, tall: float, wide: float, is_plain: bool
) -> None:
    canvas, glass = stage.canvas, window_colour(stage)
    frame = stage.lit(paint("#f5f0e6"), 0.8)
    size = wide * 0.075
    places = (
        [(front + (back - front) * 0.5, foot - tall * 1.05)]
        if is_plain
        else [(front + (back - front) * 0.5, foot - tall * 1.12)]
    )
    places += [(back + (end - back) * share, foot - tall * 0.55) for share in (0.28, 0.7)]
    for x, y in places:
        canvas.polygon(box(x - size * 0.72, y - size, x + size * 0.72, y + size), frame)
        canvas.polygon(box(x - size * 0.55, y - size * 0.82, x + size * 0.55, y + size * 0.82), glass)
        canvas.stroke([(x, y - size * 0.8), (x, y + size * 0.8)], frame, max(size * 0.12, 0.5))
        canvas.stroke([(x - size * 0.55, y), (x + size * 0.55, y)], frame, max(size * 0.12, 0.5))
        if stage.is_dark:
            canvas.glow(x, y, size * 4, paint("#ffb95c"), 0.5)
    door = front + (back - front) * 0.5
    canvas.polygon(
        box(door - size * 0.62, foot - tall * 0.62, door + size * 0.62, foot), stage.lit(paint("#6d4030"), 0.7)
    )


def _chimney(stage: Stage, rng: np.random.Generator, x: float, roof: float, wide: float) -> None:
    brick = stage.lit(paint("#9a5a44"), 0.6)
    stage.canvas.polygon(box(x - wide * 0.035, roof - wide * 0.1, x + wide * 0.035, roof + wide * 0.08), brick)
    pale = mix(stage.palette.haze, paint("#ffffff"), 0.35)
    for puff in range(7):
        rise = wide * (0.14 + 0.085 * puff)
        drift = stage.side * wide * 0.014 * puff**1.6
        stage.canvas.disc(
            x + drift + rng.uniform(-0.01, 0.01) * wide,
            roof - rise,
            wide * (0.02 + 0.011 * puff),
            pale,
            0.42 - 0.045 * puff,
            wide * 0.014,
        )


def _church(stage: Stage, x: float, foot: float, tall: float) -> None:
    stone, slate = paint("#e6dccb"), paint("#55606e")
    wide = tall * 0.11
    stage.canvas.shaded(
        box(x - wide, foot - tall * 0.62, x + wide, foot), stage.lit(stone, 1), stage.lit(stone, 0.5), is_across=True
    )
    stage.canvas.polygon(
        [(x - wide * 1.15, foot - tall * 0.62), (x, foot - tall * 1.15), (x + wide * 1.15, foot - tall * 0.62)],
        stage.lit(slate, 0.7),
    )
    stage.canvas.disc(x, foot - tall * 0.5, wide * 0.4, window_colour(stage))


def paint_windmills(stage: Stage) -> None:
    """Builds windmills with latticed sails."""
    rng = stage.rng("windmill")
    count = stage.scene.find("windmill").count or 1
    for index in range(count):
        site = (
            stage.take_site("windmill")
            if index == 0
            else Site(stage.width * (index + 0.4) / count, stage.horizon + stage.unit * 0.01, 0.5)
        )
        stage.canvas.next_layer()
        _windmill(stage, rng, site.x, site.y, stage.unit * 0.3 * stage.scale * site.scale**0.7)


def _windmill(stage: Stage, rng: np.random.Generator, x: float, foot: float, tall: float) -> None:
    canvas = stage.canvas
    wall = stage.colour_of("windmill", "#efe6d4")
    shadow(stage, x, foot, tall * 0.25)
    left, right = (1.0, 0.4) if stage.light_x < x else (0.4, 1.0)
    body = [
        (x - tall * 0.17, foot),
        (x - tall * 0.1, foot - tall * 0.7),
        (x + tall * 0.1, foot - tall * 0.7),
        (x + tall * 0.17, foot),
    ]
    canvas.shaded(body, stage.lit(wall, left), stage.lit(wall, right), is_across=True)
    canvas.polygon(
        [(x - tall * 0.125, foot - tall * 0.69), (x, foot - tall * 0.87), (x + tall * 0.125, foot - tall * 0.69)],
        stage.lit(paint("#7b3f35"), 0.7),
    )
    canvas.polygon(box(x - tall * 0.035, foot - tall * 0.15, x + tall * 0.035, foot), stage.lit(paint("#6d4030"), 0.6))
    canvas.polygon(
        box(x - tall * 0.025, foot - tall * 0.45, x + tall * 0.025, foot - tall * 0.37), window_colour(stage)
    )
    hub, start = (x, foot - tall * 0.74), rng.uniform(0.2, 0.6)
    wood, cloth = stage.lit(paint("#5a4334"), 0.6), stage.lit(paint("#f7f1e2"), 0.9)
    for blade in range(4):
        angle = start + blade * np.pi / 2
        along, aside = (float(np.cos(angle)), float(np.sin(angle))), (-float(np.sin(angle)), float(np.cos(angle)))

        def at(
            out: float, off: float, along: tuple[float, float] = along, aside: tuple[float, float] = aside
        ) -> tuple[float, float]:
            return hub[0] + tall * (along[0] * out + aside[0] * off), hub[1] + tall * (along[1] * out + aside[1] * off)

        canvas.polygon([at(0.1, 0), at(0.5, 0), at(0.5, 0.09), at(0.1, 0.09)], cloth, 0.9)
        canvas.stroke([hub, at(0.52, 0)], wood, max(tall * 0.016, 0.8))
        for rung in (0.1, 0.2, 0.3, 0.4, 0.5):
            canvas.stroke([at(rung, 0), at(rung, 0.09)], wood, max(tall * 0.006, 0.5))
    canvas.disc(*hub, tall * 0.022, wood)


def paint_pagoda(stage: Stage) -> None:
    """Builds a pagoda of five roofs with lifted corners."""
    site = stage.take_site("pagoda")
    canvas, tall = stage.canvas, stage.unit * 0.42 * stage.scale * site.scale**0.7
    x, foot = site.x, site.y + tall * 0.05
    canvas.next_layer()
    red = stage.colour_of("pagoda", "#b23a2c")
    shadow(stage, x, foot, tall * 0.3)
    for tier in range(5):
        wide, low = tall * (0.19 - 0.022 * tier), foot - tall * 0.165 * tier
        canvas.shaded(
            box(x - wide * 0.72, low - tall * 0.12, x + wide * 0.72, low),
            stage.lit(red, 0.95),
            stage.lit(red, 0.4),
            is_across=True,
        )
        for share in (-0.4, 0.0, 0.4):
            canvas.polygon(
                box(x + wide * (share - 0.1), low - tall * 0.09, x + wide * (share + 0.1), low - tall * 0.02),
                window_colour(stage),
            )
        eave = low - tall * 0.11
        roof = [
            (x - wide * 1.5, eave - tall * 0.03),
            (x - wide * 1.05, eave + tall * 0.005),
            (x + wide * 1.05, eave + tall * 0.005),
            (x + wide * 1.5, eave - tall * 0.03),
            (x + wide * 0.85, eave - tall * 0.035),
            (x + wide * 0.55, eave - tall * 0.075),
            (x - wide * 0.55, eave - tall * 0.075),
            (x - wide * 0.85, eave - tall * 0.035),
        ]
        tiles = paint("#3c4a52") if stage.season != "winter" else paint("#eef3f8")
        canvas.shaded(roof, stage.lit(tiles, 1), stage.lit(as_float(tiles * 0.6), 0.4))
    canvas.stroke(
        [(x, foot - tall * 0.84), (x, foot - tall * 1.02)], stage.lit(paint("#c9a24a"), 0.9), max(tall * 0.014, 0.8)
    )
