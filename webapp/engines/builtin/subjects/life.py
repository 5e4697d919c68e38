"""Living things, small in the picture: birds, a person, a cat; and a tent to sleep in."""

from typing import Final

import numpy as np

from webapp.engines.builtin.canvas import curve, placed
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.stage import Stage
from webapp.engines.builtin.subjects.trees import shadow

_TAIL: Final = ((0.2, -0.04), (0.45, -0.02), (0.5, -0.2), (0.4, -0.27))
_BODY: Final = ((-0.1, -0.62), (-0.24, -0.22), (-0.22, 0.0), (0.22, 0.0), (0.24, -0.22), (0.1, -0.62))


def paint_birds(stage: Stage) -> None:
    """Draws a flock on the wing, or as many birds as the words say."""
    rng = stage.rng("birds")
    count = stage.scene.find("birds").count or int(rng.integers(9, 14))
    colour = stage.colour_of("birds", "#232634")
    if stage.is_dark and not stage.scene.find("birds").colour:
        colour = mix(stage.palette.sky[-1], paint("#0a0c14"), 0.6)
    middle_x, middle_y = stage.width * (0.5 + stage.side * 0.14), stage.horizon * rng.uniform(0.28, 0.42)
    size = stage.unit * (0.055 if count < 6 else 0.036) * stage.scale**0.5
    rows = max(int(count**0.5), 1)
    for index in range(count):
        row, column = index % rows, index // rows
        x = (
            middle_x
            + (column - count / rows / 2 + 0.5) * size * 2.7
            + row * size * 0.9
            + rng.uniform(-0.35, 0.35) * size
        )
        y = middle_y + (row - rows / 2) * size * 1.75 + rng.uniform(-0.35, 0.35) * size
        _bird(
            stage,
            rng,
            float(np.clip(x, size, stage.width - size)),
            max(y, size),
            size * rng.uniform(0.75, 1.15),
            colour,
        )


def _bird(stage: Stage, rng: np.random.Generator, x: float, y: float, size: float, colour: FloatArray) -> None:
    lift, tilt = rng.uniform(0.15, 0.6), rng.uniform(-0.25, 0.25)
    over, under = [], []
    for side in (-1, 1):
        tip = (x + side * size, y - size * (lift * 0.55 + side * tilt))
        elbow = (x + side * size * 0.45, y - size * (lift + side * tilt * 0.5) * 0.8)
        over.append(curve([(x, y - size * 0.06), elbow, tip], 9))
        under.append(curve([tip, (elbow[0], elbow[1] + size * 0.17), (x, y + size * 0.1)], 9))
    for upper, lower in zip(over, under, strict=True):
        stage.canvas.polygon(np.concatenate([upper, lower]), colour)
    stage.canvas.disc(x, y + size * 0.03, size * 0.17, colour, squash=0.55)


def paint_people(stage: Stage) -> None:
    """Stands one or more people in the picture, seen from behind, as in a travel poster."""
    rng = stage.rng("people")
    count = stage.scene.find("person").count or 1
    tall = min(stage.unit * 0.17, stage.horizon * 0.5) * stage.scale
    site = stage.take_site("person")
    coats = ("#b8402f", "#2f5f7c", "#d29a35", "#4f6f52", "#6b4a78")
    start = int(rng.integers(len(coats)))
    for index in range(count):
        stage.canvas.next_layer()
        x = site.x + (index - (count - 1) / 2) * tall * 0.55 + rng.uniform(-0.1, 0.1) * tall
        coat = stage.colour_of("person", coats[(start + index) % len(coats)])
        _person(stage, x, site.y + tall * 0.12 + rng.uniform(0, 0.1) * tall, tall * rng.uniform(0.88, 1.05), coat)


def _person(stage: Stage, x: float, foot: float, tall: float, coat: FloatArray) -> None:
    canvas = stage.canvas
    shadow(stage, x, foot, tall * 0.22)
    dark = stage.lit(paint("#2a2b38"), 0.4)
    for side in (-1, 1):
        leg = [(x + side * tall * 0.075, foot - tall * 0.4), (x + side * tall * 0.085, foot)]
        canvas.stroke(leg, dark, tall * 0.085)
    left, right = (1.0, 0.35) if stage.light_x < x else (0.35, 1.0)
    shoulder, hem = foot - tall * 0.8, foot - tall * 0.3
    body = curve([(x - tall * 0.17, hem), (x - tall * 0.15, shoulder + tall * 0.12), (x - tall * 0.06, shoulder)], 10)
    other = curve([(x + tall * 0.06, shoulder), (x + tall * 0.15, shoulder + tall * 0.12), (x + tall * 0.17, hem)], 10)
    canvas.shaded(np.concatenate([body, other]), stage.lit(coat, left), stage.lit(coat, right), is_across=True)
    for side in (-1, 1):
        arm = [(x + side * tall * 0.125, shoulder + tall * 0.08), (x + side * tall * 0.185, hem - tall * 0.04)]
        canvas.stroke(arm, stage.lit(as_float(coat * 0.8), 0.6), tall * 0.065)
    canvas.disc(x, foot - tall * 0.89, tall * 0.08, stage.lit(paint("#c99470"), 0.8), squash=1.15)
    canvas.disc(x, foot - tall * 0.915, tall * 0.09, stage.lit(paint("#3a2a24"), 0.6), squash=0.85)


def paint_cats(stage: Stage) -> None:
    """Sits a cat (or a few) in the foreground."""
    rng = stage.rng("cats")
    count = stage.scene.find("cat").count or 1
    tall = min(stage.unit * 0.3, stage.horizon * 0.6) * stage.scale**0.8
    site = stage.take_site("cat")
    for index in range(count):
        stage.canvas.next_layer()
        x = site.x + (index - (count - 1) / 2) * tall * 0.75
        furs = ("#d98a3d", "#3a3840", "#e6dccb", "#8d8a88")
        fur = stage.colour_of("cat", furs[(int(rng.integers(4)) + index) % 4])
        _cat(stage, x, min(site.y + tall * 0.3, stage.height * 0.96), tall, fur)


def _cat(stage: Stage, x: float, foot: float, tall: float, fur: FloatArray) -> None:
    canvas = stage.canvas
    shadow(stage, x, foot, tall * 0.3)
    lit, dim = stage.lit(fur, 1), stage.lit(as_float(fur * 0.72), 0.4)
    canvas.stroke(curve(placed(_TAIL, x, foot, tall, stage.side), 18), dim, tall * 0.07)
    is_left = stage.light_x < x
    body = curve(placed(_BODY, x, foot, tall), 36)
    canvas.shaded(body, lit if is_left else dim, dim if is_left else lit, is_across=True)
    canvas.disc(x, foot - tall * 0.33, tall * 0.09, mix(lit, paint("#fff6e8"), 0.45), 0.7, tall * 0.02, 1.8)
    head = foot - tall * 0.72
    for turn in (-1, 1):
        ear = placed(((0.03, -0.1), (0.15, -0.25), (0.16, -0.02)), x, head, tall, turn)
        canvas.polygon(ear, lit if (turn < 0) == is_left else dim)
    canvas.disc(x, head, tall * 0.17, mix(lit, dim, 0.35), squash=0.86)
    for turn in (-1, 1):
        eye = x + turn * tall * 0.07
        canvas.disc(eye, head - tall * 0.015, tall * 0.03, paint("#e9d36a"), squash=1.15)
        canvas.disc(eye, head - tall * 0.015, tall * 0.012, paint("#1a1a20"), squash=2.2)
    canvas.polygon(placed(((-0.02, 0.045), (0.02, 0.045), (0.0, 0.07)), x, head, tall), paint("#c9767a"))


def paint_tents(stage: Stage) -> None:
    """Pitches tents, lit from within when it is dark."""
    rng = stage.rng("tents")
    for _ in range(stage.scene.find("tent").count or 1):
        stage.canvas.next_layer()
        site = stage.take_site(f"tent {rng.random():.3f}")
        wide = stage.unit * 0.15 * stage.scale * site.scale
        colour = stage.colour_of("tent", "#e0883a")
        x, foot = site.x, site.y + wide * 0.3
        shadow(stage, x, foot, wide * 0.8)
        glow = 1.0 if not stage.is_dark else 1.6
        lit, dim = as_float(np.clip(stage.lit(colour, 1) * glow, 0, 1)), stage.lit(as_float(colour * 0.7), 0.4)
        top = (x, foot - wide * 0.82)
        stage.canvas.polygon([top, (x + wide * 0.9, foot - wide * 0.1), (x + wide * 0.42, foot)], dim)
        stage.canvas.polygon([top, (x - wide * 0.75, foot), (x + wide * 0.42, foot)], lit)
        stage.canvas.polygon(
            [(x - wide * 0.02, foot - wide * 0.62), (x - wide * 0.36, foot), (x + wide * 0.06, foot)],
            paint("#ffdf94") if stage.is_dark else stage.lit(paint("#54392c"), 0.3),
        )
        if stage.is_dark:
            stage.canvas.glow(x, foot - wide * 0.2, wide * 2.4, paint("#ffb45a"), 0.5, 0.6)
