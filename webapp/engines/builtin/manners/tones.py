"""Manners of one scale of colours: black and white, sepia, cyan prints and the like, over another manner."""

from collections.abc import Callable

import numpy as np

from webapp.engines.builtin.colour import paint, ramp
from webapp.engines.builtin.manners.tools import bloomed, contrasted, flattened, paper, saturated, vignetted
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey
from webapp.engines.builtin.stage import Stage

Render = Callable[[Stage], FloatArray]


def stretched(tone: FloatArray) -> FloatArray:
    """Stretches a tone so that it uses the whole scale from dark to light."""
    low, high = np.percentile(tone[::8, ::8], (1, 98))
    return as_float(np.clip((tone - low) / max(float(high - low), 0.12), 0, 1))


def toned(base: Render, *stops: str, amount: float = 1.0) -> Render:
    """Gives `base` in the colours of `stops`, from its darkest tone to its lightest; `amount` below 1 keeps some."""
    colours = tuple(paint(stop) for stop in stops)

    def rendered(stage: Stage) -> FloatArray:
        px = base(stage)
        scale = ramp(colours, stretched(grey(px)))
        return as_float(px + (scale - px) * np.float32(amount))

    return rendered


def noir(stage: Stage) -> FloatArray:
    """Renders in black and white with hard light and slats of shade."""
    px = bloomed(stage, contrasted(stage.canvas.px, 0.8), 0.7, 0.6)
    tone = contrasted(stretched(grey(px)), 0.9) ** 1.5
    rows = np.arange(stage.height, dtype=np.float32)[:, None] / stage.unit
    across = np.arange(stage.width, dtype=np.float32)[None, :] / stage.unit
    slats = 0.5 + 0.5 * np.tanh(np.sin((rows + across * 0.35) * 46) * 3)
    tone = tone * (0.52 + 0.48 * slats) + paper(stage, 2) * 0.05
    return as_float(np.clip(vignetted(stage, as_float(np.repeat(tone[..., None], 3, axis=2)), 1.0), 0, 1))


def old_photo(stage: Stage) -> FloatArray:
    """Renders as a brown print from an attic: soft, scratched, pale at its rim."""
    rng = stage.rng("attic")
    tone = blur(stretched(grey(stage.canvas.px)), stage.unit * 0.0022)
    stains = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.35, stage.unit * 0.35, 4, shrink=4) - 0.5
    tone = tone * 0.72 + 0.16 + stains * 0.22 + paper(stage, 2) * 0.07
    for _ in range(9):
        x, top = int(rng.integers(stage.width)), int(rng.integers(stage.height))
        tone[top : top + int(rng.uniform(0.05, 0.3) * stage.height), x : x + max(stage.width // 640, 1)] += 0.28
    rim = 1 - vignetted(stage, as_float(np.ones((stage.height, stage.width, 1), np.float32)), 1.4)[..., 0]
    stops = (paint("#24160d"), paint("#6b4527"), paint("#b98d5c"), paint("#ead6b0"), paint("#f8efdb"))
    return ramp(stops, as_float(np.clip(tone + rim * 0.75, 0, 1)))


def infrared(stage: Stage) -> FloatArray:
    """Renders as false-colour film: what is green glows pink, the sky goes dark."""
    px = stage.canvas.px
    red, green, blue = px[..., 0], px[..., 1], px[..., 2]
    leaf = blur(as_float(np.clip((green - np.maximum(red * 0.86, blue)) * 7, 0, 1)), stage.unit * 0.002)
    sky = np.clip((blue - red) * 2.2, 0, 1)
    tone = grey(px)[..., None]
    pink = ramp((paint("#7a1742"), paint("#ee6a9c"), paint("#ffe3ee")), as_float(np.clip(tone[..., 0] * 1.5, 0, 1)))
    cold = as_float(px * 0.8) * (1 - 0.5 * sky)[..., None] * paint("#9fd2e8")
    mixed = cold + (pink - cold) * leaf[..., None]
    return as_float(np.clip(bloomed(stage, as_float(mixed), 0.65, 0.7) + paper(stage, 2)[..., None] * 0.05, 0, 1))


def miniature(stage: Stage) -> FloatArray:
    """Renders as a toy: candy colours, and sharp in one narrow band alone."""
    px = contrasted(saturated(flattened(stage.canvas.px, 5, 1, shrink=1), 1.75), 0.4)
    rows = np.arange(stage.height, dtype=np.float32)[:, None] / stage.height
    away = np.clip((np.abs(rows - 0.6) - 0.09) * 4.5, 0, 1)[..., None]
    near, far = blur(px, stage.unit * 0.006), blur(px, stage.unit * 0.016)
    soft = near + (far - near) * away
    return as_float(np.clip(px + (soft - px) * np.clip(away * 2.5, 0, 1), 0, 1))


def dreamy(stage: Stage) -> FloatArray:
    """Renders half asleep: everything glows into pink and lilac."""
    px = saturated(stage.canvas.px, 0.9)
    soft = blur(px, stage.unit * 0.012)
    px = 1 - (1 - px * 0.8) * (1 - soft * 0.62)
    tone = grey(as_float(px))
    glow = ramp((paint("#6f5a9e"), paint("#d58fc6"), paint("#ffc9d6"), paint("#fff3e6")), as_float(np.clip(tone, 0, 1)))
    return as_float(np.clip(px + (glow - px) * 0.6, 0, 1))


def cyanotype(stage: Stage) -> FloatArray:
    """Renders as a print made by the sun: white on Prussian blue, brushed at its edges."""
    tone = contrasted(stretched(grey(flattened(stage.canvas.px, 3, 1, shrink=1))), 0.4)
    rng = stage.rng("emulsion")
    edge = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.02, stage.unit * 0.1, 3, shrink=2) * 0.05
    ys = np.arange(stage.height, dtype=np.float32)[:, None]
    xs = np.arange(stage.width, dtype=np.float32)[None, :]
    inside = np.minimum(np.minimum(xs, stage.width - xs), np.minimum(ys, stage.height - ys)) / stage.unit
    bare = np.clip((0.028 + edge - inside) * 90, 0, 1)
    stops = (paint("#071f45"), paint("#124a86"), paint("#5f96c0"), paint("#e9f0ee"))
    print_ = ramp(stops, as_float(np.clip(tone * 0.95 + paper(stage, 4) * 0.08, 0, 1)))
    return as_float(print_ + (paint("#f2efe4") - print_) * bare[..., None])
