"""What stands on the isometric board, each built of a few blocks."""

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.manners.isoboard import Board
from webapp.engines.builtin.pixels import as_float

Thing: TypeAlias = Callable[[Board, int, int, float], None]


def _luck(board: Board, column: int, row: int) -> np.random.Generator:
    return board.stage.rng(f"tile {column} {row}")


def _tree(board: Board, column: int, row: int, high: float) -> None:
    luck = _luck(board, column, row).uniform(0.85, 1.25)
    leaf = board.stage.colour_of("tree", "") if board.stage.scene.find("tree").colour else board.stage.palette.leaf
    board.block((column, row), (high, high + 0.7), 0.2, paint("#6d4c34"))
    board.block((column, row), (high + 0.6, high + 1.5 * luck), 0.82, leaf)
    board.block((column, row), (high + 1.5 * luck, high + 2.0 * luck), 0.5, as_float(np.clip(leaf * 1.1, 0, 1)))


def _pine(board: Board, column: int, row: int, high: float) -> None:
    luck = _luck(board, column, row).uniform(0.8, 1.4)
    board.block((column, row), (high, high + 0.5), 0.16, paint("#5d4330"))
    green = paint("#2f6b4c") if board.stage.season != "winter" else paint("#dfeaf0")
    for low, wide in ((0.35, 0.9), (0.95, 0.7), (1.5, 0.48)):
        board.roof((column, row), (high + low * luck, high + (low + 0.95) * luck), wide, green)


def _palm(board: Board, column: int, row: int, high: float) -> None:
    for level in range(6):
        board.block(
            (column + level * 0.04, row), (high + level * 0.35, high + (level + 1) * 0.35), 0.15, paint("#8a6b4a")
        )
    for x, y in ((-0.45, 0), (0.45, 0), (0, -0.45), (0, 0.45), (0, 0)):
        board.block(
            (column + 0.22 + x, row + y), (high + 2.05 - 0.2 * (abs(x) + abs(y)), high + 2.2), 0.5, paint("#4a9a55")
        )


def _cactus(board: Board, column: int, row: int, high: float) -> None:
    green = paint("#4f8a55")
    board.block((column, row), (high, high + 1.7), 0.28, green)
    board.block((column + 0.3, row), (high + 0.7, high + 1.3), 0.2, green)
    board.block((column - 0.3, row), (high + 0.5, high + 1.05), 0.2, green)


def _flower(board: Board, column: int, row: int, high: float) -> None:
    luck = _luck(board, column, row)
    hues = ("#e0483a", "#f2c53d", "#f3eef0", "#d878b0", "#7d6fd0")
    for _ in range(4):
        place = (column + luck.uniform(-0.38, 0.38), row + luck.uniform(-0.38, 0.38))
        named = board.stage.scene.find("flowers").colour
        hue = board.stage.colour_of("flowers", "") if named else paint(hues[int(luck.integers(5))])
        board.block(place, (high, high + 0.16), 0.05, paint("#4f8742"))
        board.block(place, (high + 0.14, high + 0.28), 0.15, hue)


def _house(board: Board, column: int, row: int, high: float) -> None:
    walls = ("#efe3cb", "#e0b893", "#d6e0e2", "#f2d9c0")
    luck = _luck(board, column, row)
    wall = (
        board.stage.colour_of("house", "")
        if board.stage.scene.find("house").colour
        else paint(walls[int(luck.integers(4))])
    )
    board.block((column, row), (high, high + 1.0), 0.95, wall)
    board.panes((column, row), (high + 0.15, high + 0.9), 0.95, 1, 2)
    roof = (
        paint(("#b0492f", "#8d3f38", "#4d5c6e")[int(luck.integers(3))])
        if board.stage.season != "winter"
        else paint("#f2f6fa")
    )
    board.roof((column, row), (high + 0.98, high + 1.85), 1.15, roof)


def _block(board: Board, column: int, row: int, high: float) -> None:
    luck = _luck(board, column, row)
    centre = np.exp(-((column - 6) ** 2 + (row - 6) ** 2) / 24)
    tall = high + 0.9 + float(luck.uniform(0.5, 2.2) + centre * luck.uniform(1, 4.5))
    stone = paint(("#8fa3b8", "#c9b8a4", "#a7b2ae", "#b98f78", "#7d8aa5")[int(luck.integers(5))])
    board.block((column, row), (high, tall), 0.84, stone)
    board.panes((column, row), (high + 0.1, tall - 0.1), 0.84, max(int((tall - high) * 1.6), 1), 3)
    board.block((column, row), (tall, tall + 0.18), 0.4, mix(stone, paint("#30343c"), 0.3))


def _castle(board: Board, column: int, row: int, high: float) -> None:
    stone = board.stage.colour_of("castle", "#cfc2b0")
    roof = paint("#5b6b8c")
    board.block((column, row), (high, high + 1.5), 2.4, stone)
    board.panes((column, row), (high + 0.5, high + 1.2), 2.4, 1, 4)
    board.block((column, row), (high + 1.5, high + 2.9), 1.2, stone)
    board.panes((column, row), (high + 1.7, high + 2.6), 1.2, 1, 2)
    board.roof((column, row), (high + 2.9, high + 4.5), 1.4, roof)
    for x, y in ((-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1)):
        board.block((column + x, row + y), (high, high + 2.4), 0.7, stone)
        board.roof((column + x, row + y), (high + 2.4, high + 3.5), 0.9, roof)


def _lighthouse(board: Board, column: int, row: int, high: float) -> None:
    red, white = board.stage.colour_of("lighthouse", "#c4352b"), paint("#f6f1e4")
    for level in range(6):
        board.block(
            (column, row),
            (high + level * 0.72, high + (level + 1) * 0.72),
            0.95 - 0.07 * level,
            white if level % 2 else red,
        )
    top = high + 6 * 0.72
    board.block((column, row), (top, top + 0.12), 0.95, paint("#3a404a"))
    board.block((column, row), (top + 0.12, top + 0.7), 0.46, paint("#fff0b4"))
    board.roof((column, row), (top + 0.7, top + 1.2), 0.66, red)
    if board.stage.palette.dark > 0.1:
        board.canvas.glow(*board.at(column + 0.5, row + 0.5, top + 0.4), board.half * 6, paint("#ffe9a8"), 0.8)


def _windmill(board: Board, column: int, row: int, high: float) -> None:
    for level in range(4):
        board.block((column, row), (high + level * 0.6, high + (level + 1) * 0.6), 1.0 - 0.1 * level, paint("#efe6d4"))
    board.roof((column, row), (high + 2.4, high + 3.1), 0.8, paint("#8d3f38"))
    x, y = board.at(column + 0.9, row + 0.9, high + 2.3)
    for turn in np.arange(4) * np.pi / 2 + 0.5:
        along = (float(np.cos(turn)) * board.half * 1.7, float(np.sin(turn)) * board.half * 1.7)
        aside = (-along[1] * 0.2, along[0] * 0.2)
        board.canvas.polygon(
            [
                (x, y),
                (x + along[0], y + along[1]),
                (x + along[0] + aside[0], y + along[1] + aside[1]),
                (x + aside[0], y + aside[1]),
            ],
            board.lit(paint("#fbf4e4"), 0.9),
        )


def _pagoda(board: Board, column: int, row: int, high: float) -> None:
    for tier in range(4):
        wide, low = 1.5 - 0.22 * tier, high + tier * 1.05
        board.block((column, row), (low, low + 0.75), wide * 0.72, board.stage.colour_of("pagoda", "#b23a2c"))
        board.panes((column, row), (low + 0.1, low + 0.7), wide * 0.72, 1, 2)
        board.roof((column, row), (low + 0.7, low + 1.35), wide * 1.2, paint("#3c4a52"))


def _tent(board: Board, column: int, row: int, high: float) -> None:
    board.roof((column, row), (high, high + 1.0), 1.0, board.stage.colour_of("tent", "#e0883a"))


def _boat(board: Board, column: int, row: int, high: float) -> None:
    hull = board.stage.colour_of("boat", "#8a3b2e")
    board.block((column, row), (high - 0.25, high + 0.15), 0.75, hull)
    x, y = board.at(column + 0.5, row + 0.5, high + 0.1)
    tall = board.half * 2.0
    board.canvas.polygon([(x, y - tall), (x, y), (x - tall * 0.55, y - tall * 0.08)], board.lit(paint("#fbf6ea"), 1.0))
    board.canvas.polygon(
        [(x + tall * 0.05, y - tall * 0.9), (x + tall * 0.05, y), (x + tall * 0.4, y - tall * 0.04)],
        board.lit(paint("#e6dcc8"), 0.7),
    )


THINGS: Final[dict[str, Thing]] = {
    "tree": _tree, "pine": _pine, "palm": _palm, "cactus": _cactus, "flower": _flower, "house": _house,
    "block": _block, "castle": _castle, "lighthouse": _lighthouse, "windmill": _windmill, "pagoda": _pagoda,
    "tent": _tent, "boat": _boat,
}  # fmt: skip
