"""The isometric manner: the scene built of blocks on a board, seen from above a corner."""

import numpy as np

from webapp.engines.builtin.canvas import Canvas
from webapp.engines.builtin.colour import mix, paint, ramp
from webapp.engines.builtin.manners.isoboard import Board
from webapp.engines.builtin.manners.isothings import THINGS
from webapp.engines.builtin.noise import fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, grid
from webapp.engines.builtin.stage import Stage

_SIDE = 13
_WET = ("sea", "waves", "island", "beach", "boat", "lake", "lighthouse", "cliff")
_SPREAD = {"forest": ("pine", 44), "tree": ("tree", 1), "pine": ("pine", 4), "palm": ("palm", 5), "city": ("block", 40),
           "street": ("block", 22), "village": ("house", 9), "flowers": ("flower", 70), "cactus": ("cactus", 7),
           "house": ("house", 1), "castle": ("castle", 1), "lighthouse": ("lighthouse", 1), "windmill": ("windmill", 1),
           "pagoda": ("pagoda", 1), "tent": ("tent", 2)}  # fmt: skip


def isometric(stage: Stage) -> FloatArray:
    """Renders the scene as a small world of blocks."""
    canvas = Canvas(stage.width, stage.height)
    _, ys = grid(stage.height, stage.width)
    stops = (mix(stage.palette.sky[1], stage.palette.sky[0], 0.4), stage.palette.sky[2], stage.palette.sky[-1])
    canvas.px[...] = ramp(stops, as_float(np.broadcast_to(ys / stage.height, (stage.height, stage.width))))
    board = Board(stage, canvas, _SIDE)
    heights, kinds = _terrain(stage)
    things = _things(stage, heights, kinds)
    canvas.disc(
        board.middle_x,
        board.middle_y + board.half * 8.6,
        board.half * 14,
        mix(stops[-1], paint("#141824"), 0.55),
        0.4,
        board.half,
        0.32,
    )
    for total in range(2 * _SIDE - 1):
        for column in range(max(0, total - _SIDE + 1), min(total, _SIDE - 1) + 1):
            row = total - column
            _tile(board, column, row, float(heights[row, column]), kinds[row][column])
            for thing in things.get((column, row), ()):
                THINGS[thing](board, column, row, max(float(heights[row, column]), 0.0))
    _aloft(stage, board)
    return as_float(np.clip(canvas.px, 0, 1))


def _terrain(stage: Stage) -> tuple[FloatArray, list[list[str]]]:
    """Gives the height of each tile in blocks, and what it is made of."""
    rng, scene = stage.rng("board"), stage.scene
    rough = fbm(rng, _SIDE, _SIDE, 6, 6, 3)
    column, row = grid(_SIDE, _SIDE)
    height = (rough - 0.5) * (1.6 if scene.has("hills", "dunes", "meadow") else 0.5) + 0.15
    back = np.clip(1.1 - (column + row) / (_SIDE * 0.95), 0, 1)
    if scene.has("mountains"):
        height = height + back * (2.0 + 7.5 * fbm(rng, _SIDE, _SIDE, 4, 4, 3))
    if scene.has(*_WET):
        away = np.hypot(column - _SIDE * 0.45, row - _SIDE * 0.4) / _SIDE
        height = height + (1.6 - away * 5.2) * (0.0 if scene.has("mountains") else 1.0) - (away > 0.42) * 1.2
    if scene.has("cliff"):
        height = np.where(height > 0.15, height + 2.2, height)
    winding = np.abs(column - (_SIDE * 0.5 + np.sin(row * 0.55) * 2.4))
    kinds = [
        [_kind(stage, float(height[at, across]), float(winding[at, across])) for across in range(_SIDE)]
        for at in range(_SIDE)
    ]
    flat = np.array([[kind in ("water", "road") for kind in line] for line in kinds])
    return as_float(np.where(flat, np.where(height < 0, -0.3, -0.12 if scene.has("river") else 0.1), height)), kinds


def _kind(stage: Stage, height: float, winding: float) -> str:
    scene = stage.scene
    if (scene.has("river", "bridge", "waterfall") and winding < 1.1) or (height < -0.05 and scene.has(*_WET)):
        return "water"
    if scene.has("road", "street") and winding < 0.8:
        return "road"
    if height > 4.2 or stage.season == "winter":
        return "snow"
    if height > 1.9:
        return "rock"
    if scene.has("desert", "dunes", "cactus") or (height < 0.35 and scene.has("beach", "island", "sea")):
        return "sand"
    return "paved" if scene.has("city") else "grass"


def _things(stage: Stage, heights: FloatArray, kinds: list[list[str]]) -> dict[tuple[int, int], list[str]]:
    """Chooses a tile for each thing: large ones near the middle, many small ones anywhere dry."""
    rng = stage.rng("things")
    dry = [
        (x, y) for y in range(_SIDE) for x in range(_SIDE) if kinds[y][x] not in ("water", "road") and heights[y, x] < 3
    ]
    wet = [(x, y) for y in range(1, _SIDE) for x in range(1, _SIDE) if kinds[y][x] == "water" and x + y > _SIDE * 0.6]
    order = sorted(dry, key=lambda at: abs(at[0] - _SIDE * 0.48) + abs(at[1] - _SIDE * 0.48) + rng.random())
    placed: dict[tuple[int, int], list[str]] = {}
    for subject in stage.scene.subjects:
        name, usual = _SPREAD.get(subject.kind, ("", 0))
        for index in range(subject.count or usual):
            if name and order:
                chosen = 0 if index == 0 and usual < 10 else int(rng.integers(len(order)))
                placed.setdefault(order.pop(chosen), []).append(name)
        if subject.kind == "boat":
            for _ in range(subject.count or 1):
                if wet:
                    placed.setdefault(wet.pop(int(rng.integers(len(wet)))), []).append("boat")
    for at in order:
        if kinds[at[1]][at[0]] == "grass" and rng.random() < 0.07:
            placed.setdefault(at, []).append("tree")
    return placed


def _tile(board: Board, column: int, row: int, height: float, kind: str) -> None:
    colours = {
        "water": board.stage.colour_of("sea", "#3f9fc4"), "sand": paint("#e6c98c"), "rock": paint("#8a8792"),
        "snow": paint("#dde6f1"), "road": paint("#77747c"), "paved": paint("#b5aea6"),
        "grass": board.stage.palette.grass,
    }  # fmt: skip
    shade = 1.0 + 0.05 * ((column * 7 + row * 13) % 5 - 2) / 2
    colour = as_float(np.clip(colours[kind] * shade, 0, 1))
    soil = paint("#8a6746") if kind in ("grass", "road", "paved") else colour
    board.block((column, row), (-2.2, height), 1.0, colour, soil)


def _edge(rng: np.random.Generator) -> tuple[float, float]:
    """Chooses a place over the far edges of the board, where a cloud hides nothing."""
    along = rng.uniform(0, _SIDE - 2)
    return (along, -1.0) if rng.random() < 0.5 else (-1.0, along)


def _aloft(stage: Stage, board: Board) -> None:
    """Hangs clouds, balloons and the sun or the moon over the board."""
    rng = stage.rng("aloft")
    for _ in range(stage.scene.find("balloon").count or (1 if stage.scene.has("balloon") else 0)):
        board.balloon(rng.uniform(1, _SIDE - 1), rng.uniform(1, _SIDE - 1), rng.uniform(5, 9), int(rng.integers(5)))
    if "clouds" in stage.scene.absent:
        return
    for _ in range(stage.scene.find("clouds").count or (6 if stage.scene.has("clouds", "rain", "snow") else 2)):
        x, y, high = rng.uniform(-1, 3), rng.uniform(0, _SIDE), rng.uniform(7, 9)
        for shift in range(4):
            board.block(
                (x + shift * 0.9, y + rng.uniform(-0.4, 0.4)),
                (high, high + rng.uniform(0.5, 1.1)),
                1.2,
                paint("#fbfcfd"),
                paint("#dfe6ee"),
            )
