"""Trees together: forests in rows, a few where a few are asked for."""

import numpy as np

from webapp.engines.builtin.noise import line
from webapp.engines.builtin.stage import Stage
from webapp.engines.builtin.subjects.trees import broad_tree, cactus, palm, pine

_TALL = {"tree": 0.4, "pine": 0.36, "palm": 0.4, "cactus": 0.3}


def paint_forest(stage: Stage) -> None:
    """Draws rows of trees from the far edge of the land to the near sides, leaving a glade in the middle."""
    rng = stage.rng("forest")
    room = stage.height - stage.horizon
    is_wet = stage.scene.has("lake", "sea")
    has_fall = stage.scene.has("waterfall")
    rows = ((0.0, 0.09, 0.62), (0.04, 0.13, 0.45), (0.14, 0.2, 0.22), (0.36, 0.34, 0.06), (0.75, 0.55, 0.0))
    for index, (low, tall, far) in enumerate(rows[: 2 if is_wet else 5]):
        if has_fall and index < 3:
            continue
        stage.canvas.next_layer()
        height = min(stage.unit * tall, stage.horizon * 1.1) * stage.scale**0.5
        spread = height * (0.22 if index < 2 else 0.34)
        ground = line(rng, stage.width, stage.unit * 0.4, 3) * stage.unit * 0.015
        for x in np.arange(-spread, stage.width + spread, spread):
            at = float(x + rng.uniform(-0.5, 0.5) * spread)
            if index >= 2 and abs(at / stage.width - 0.5) < (0.08, 0.2, 0.36)[index - 2] and not is_wet:
                continue
            foot = stage.horizon + room * low + float(ground[int(np.clip(at, 0, stage.width - 1))])
            _one(stage, rng, at, foot, height * rng.uniform(0.72, 1.2), far)


def _one(stage: Stage, rng: np.random.Generator, x: float, foot: float, tall: float, far: float) -> None:
    is_broad = stage.season in ("autumn", "spring") and not stage.scene.has("pine")
    if is_broad and tall > stage.unit * 0.1 and rng.random() < 0.6:
        broad_tree(stage, rng, x, foot, tall, far, rng.uniform(-0.5, 0.6))
    else:
        pine(stage, rng, x, foot, tall, far)


def paint_trees(stage: Stage) -> None:
    """Draws the trees that the words name, the first one large at its place, the others around it."""
    for kind, painter in (("tree", broad_tree), ("pine", pine), ("palm", palm), ("cactus", cactus)):
        if stage.scene.has(kind) and not (kind == "palm" and stage.scene.has("island")):
            _few(stage, kind, painter)


def _few(stage: Stage, kind: str, painter: object) -> None:
    rng = stage.rng(f"few {kind}")
    count = stage.scene.find(kind).count or (1 if kind == "tree" else 3)
    site = stage.take_site(kind)
    tall = min(stage.unit * _TALL[kind], stage.horizon * 0.85) * site.scale * (1.25 if count == 1 else 1.0)
    places = [(site.x, site.y, 1.0)]
    for index in range(1, count):
        share = (index / count + rng.uniform(-0.2, 0.2) / count + site.x / stage.width) % 1.0
        if stage.scene.has("beach", "lake", "island", "cliff"):
            share = (site.x / stage.width + 0.07 * ((index + 1) // 2) * (-1) ** index) % 1.0
        near = rng.uniform(-0.35, 0.5)
        foot = site.y + near * 0.2 * (stage.height - stage.horizon)
        places.append((stage.width * (0.06 + 0.88 * share), foot, (0.75 + 0.5 * near) * rng.uniform(0.75, 1.0)))
    for x, foot, size in sorted(places, key=lambda place: place[1]):
        stage.canvas.next_layer()
        if kind == "tree":
            broad_tree(stage, rng, x, foot, tall * size, 0.15 * (1 - min(size, 1)), rng.uniform(-0.4, 0.2))
        else:
            {"pine": pine, "palm": palm, "cactus": cactus}[kind](stage, rng, x, foot, tall * size)
