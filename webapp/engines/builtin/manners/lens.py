"""Manners of the camera and the screen: film, cinema, photograph, neon, fantasy, digital."""

import numpy as np

from webapp.engines.builtin.colour import paint, ramp
from webapp.engines.builtin.manners.tools import bloomed, contrasted, flattened, outlines, paper, saturated, vignetted
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey, grid, step
from webapp.engines.builtin.stage import Stage


def _split_toned(px: FloatArray, shade: str, light: str, amount: float) -> FloatArray:
    """Pulls the dark tones to one colour and the bright ones to another."""
    tone = grey(px)[..., None]
    pull = paint(shade) * (1 - tone) + paint(light) * tone
    return as_float(px + (pull - 0.5) * np.float32(amount) * (1 - np.abs(tone * 2 - 1) * 0.5))


def analog_film(stage: Stage) -> FloatArray:
    """Renders as a print from film: lifted blacks, warm light, halation, grain, a leak of light."""
    rng = stage.rng("film")
    px = blur(stage.canvas.px, stage.unit * 0.0009)
    halo = blur(as_float(np.clip(grey(px) - 0.68, 0, 1)), stage.unit * 0.016)
    px = _split_toned(contrasted(saturated(px, 0.86), 0.3), "#2f5a5c", "#f2b06a", 0.24)
    px = px * 0.86 + 0.075 + halo[..., None] * paint("#ff5a2e") * 0.55
    xs, ys = grid(stage.height, stage.width)
    edge = xs / stage.width if stage.side > 0 else 1 - xs / stage.width
    leak = np.exp(-((edge - 1.04) ** 2) * 28) * (0.6 + 0.4 * np.sin(ys / stage.unit * 5 + 1))
    px = px + (1 - px) * leak[..., None] * paint("#ff8a3c") * 0.5
    grain = rng.normal(0, 1, (stage.height, stage.width)).astype(np.float32)
    grain = blur(grain, max(stage.unit * 0.0007, 0.45)) * 0.075
    return as_float(np.clip(vignetted(stage, as_float(px), 0.42) + grain[..., None], 0, 1))


def cinematic(stage: Stage) -> FloatArray:
    """Renders as a frame of a film: teal shade, amber light, a flare, black bars where there is room."""
    px = _split_toned(contrasted(saturated(stage.canvas.px, 1.1), 0.6), "#0f5566", "#ffb066", 0.3)
    px = bloomed(stage, as_float(np.clip(px, 0, 1)), 0.75, 0.5)
    bright = as_float(np.clip(grey(px) - 0.85, 0, 1))
    flare = blur(as_float(np.repeat(bright.max(axis=1, keepdims=True), 8, axis=1)), stage.unit * 0.004).mean(axis=1)
    xs, _ = grid(stage.height, stage.width)
    reach = np.exp(-(((xs - stage.light_x) / (stage.unit * 0.45)) ** 2))
    px = px + (1 - px) * (flare[:, None] * reach)[..., None] * paint("#7fc8ff") * 0.7
    grain = paper(stage, 3)[..., None] * 0.035
    framed = np.clip(vignetted(stage, as_float(px), 0.75) + grain, 0, 1)
    if stage.width >= stage.height and stage.width / stage.height < 2.2:
        bar = int(min((stage.height - stage.width / 2.39) / 2, stage.height * 0.09))
        framed[:bar] = framed[stage.height - bar :] = 0.012
    return as_float(framed)


def photographic(stage: Stage) -> FloatArray:
    """Renders with a lens: sharp where the subject is, soft below, fine grain."""
    px = contrasted(stage.canvas.px, 0.25)
    soft = blur(px, stage.unit * 0.005)
    _, ys = grid(stage.height, stage.width)
    near = step(0.8, 1.0, ys / np.float32(stage.height)) * 0.8
    px = px + (soft - px) * as_float(near)[..., None]
    px = bloomed(stage, as_float(px), 0.8, 0.35)
    return as_float(np.clip(vignetted(stage, px, 0.3) + paper(stage, 3)[..., None] * 0.04, 0, 1))


def enhanced(stage: Stage) -> FloatArray:
    """Renders plainly, with a little more depth and colour."""
    px = saturated(stage.canvas.px, 1.15)
    local = px + (px - blur(px, stage.unit * 0.012)) * 0.45
    return as_float(np.clip(local + paper(stage)[..., None] * 0.02, 0, 1))


def digital_art(stage: Stage) -> FloatArray:
    """Renders as a screen painting: rich colour, strong light, crisp planes."""
    px = contrasted(saturated(flattened(stage.canvas.px, 5, 1, shrink=1), 1.45), 0.5)
    px = px + (px - blur(px, stage.unit * 0.01)) * 0.4
    return as_float(np.clip(bloomed(stage, as_float(np.clip(px, 0, 1)), 0.7, 0.7), 0, 1))


def fantasy_art(stage: Stage) -> FloatArray:
    """Renders in enchanted light: violet shade, golden glow, motes in the air."""
    rng = stage.rng("motes")
    px = _split_toned(contrasted(saturated(stage.canvas.px, 1.25), 0.4), "#4a2f9c", "#ffcf7a", 0.42)
    px = bloomed(stage, as_float(np.clip(px, 0, 1)), 0.6, 0.9)
    stage.canvas.px[...] = np.clip(vignetted(stage, px, 0.5), 0, 1)
    for _ in range(70):
        x, y = rng.uniform(0, stage.width), stage.height * (1 - rng.random() ** 1.6 * 0.8)
        size = stage.unit * rng.uniform(0.002, 0.008)
        stage.canvas.glow(x, y, size * 2.6, paint("#ffe9a0"), 0.9)
        stage.canvas.disc(x, y, size * 0.3, paint("#fffbe0"), soft_px=0.5)
    return stage.canvas.px


def neon_punk(stage: Stage) -> FloatArray:
    """Renders in tubes of light: dark planes, glowing outlines in magenta and cyan, scan lines."""
    px = flattened(stage.canvas.px, 5, 1)
    tone = grey(px)
    low, high = np.percentile(tone[::8, ::8], (2, 98))
    tone = np.clip((tone - low) / max(float(high - low), 0.15), 0, 1)
    base = ramp(
        (paint("#05030f"), paint("#160b38"), paint("#3a1266"), paint("#8f1f8c"), paint("#f0489c")),
        as_float(tone * 0.92),
    )
    base = base * 0.7 + saturated(px, 2.0) * 0.22
    lines = outlines(stage, stage.unit * 0.0028, 0.9)
    hue = coarse_fbm(stage.rng("tubes"), stage.width, stage.height, stage.unit * 0.5, stage.unit * 0.5, 2, shrink=4)
    tubes = ramp(
        (paint("#ff2fa8"), paint("#ff2fa8"), paint("#9a4bff"), paint("#22e6ff"), paint("#22e6ff")),
        np.clip(hue * 2 - 0.5, 0, 1),
    )
    light = tubes * lines[..., None]
    glow = blur(light, stage.unit * 0.005) * 1.3 + blur(light, stage.unit * 0.022) * 1.6
    _, ys = grid(stage.height, stage.width)
    scan = 0.94 + 0.06 * np.cos(ys * (2 * np.pi / max(stage.unit / 256, 2)))
    lit = base + (1 - base) * np.clip(glow, 0, 1)
    core = tubes * 0.45 + 0.55
    lit = lit + (core - lit) * np.clip(lines * 0.9, 0, 1)[..., None]
    return as_float(np.clip(vignetted(stage, as_float(lit * scan[..., None]), 0.5), 0, 1))
