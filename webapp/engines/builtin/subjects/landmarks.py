"""Buildings known by their outline: windmills and pagodas."""

import numpy as np

from webapp.engines.builtin.canvas import box
from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.dabs import settle
from webapp.engines.builtin.pixels import as_float
from webapp.engines.builtin.stage import Site, Stage
from webapp.engines.builtin.subjects.houses import window_colour
from webapp.engines.builtin.subjects.trees import shadow


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
    settle(stage, x, foot, tall * 0.18)
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
