"""Blocks, roofs and balls on an isometric board."""

import numpy as np

from webapp.engines.builtin.canvas import Canvas, Point
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.stage import Stage

_BALLOONS = ("#d8402f", "#2d6f9e", "#e8963a", "#5a9a6a", "#8a4fa0")


class Board:
    """A board of `side` x `side` tiles. Heights are in tile edges; `half` is half a tile's width in pixels."""

    def __init__(self, stage: Stage, canvas: Canvas, side: int) -> None:
        self.stage, self.canvas = stage, canvas
        self.half = min(stage.width / (2.0 * side + 0.8), stage.height / (side + 7.5))
        self.middle_x = stage.width / 2
        self.middle_y = stage.height * 0.52 - side * self.half * 0.5 + self.half * 1.6

    def at(self, x: float, y: float, high: float) -> Point:
        """Projects a place on the board to the sheet."""
        return self.middle_x + (x - y) * self.half, self.middle_y + (x + y) * self.half * 0.5 - high * self.half * 0.9

    def block(
        self, place: tuple[float, float], rise: tuple[float, float], wide: float, colour: FloatArray,
        sides: FloatArray | None = None,
    ) -> None:  # fmt: skip
        """Draws a block `wide` tiles across, centred on its tile, between two heights."""
        x, y = place[0] + 0.5 - wide / 2, place[1] + 0.5 - wide / 2
        low, high = rise
        top = [
            self.at(x, y, high),
            self.at(x + wide, y, high),
            self.at(x + wide, y + wide, high),
            self.at(x, y + wide, high),
        ]
        foot_left, foot_mid, foot_right = (
            self.at(x, y + wide, low),
            self.at(x + wide, y + wide, low),
            self.at(x + wide, y, low),
        )
        self.faces(top, (foot_left, foot_mid, foot_right), colour, colour if sides is None else sides)

    def faces(self, top: list[Point], feet: tuple[Point, Point, Point], colour: FloatArray, sides: FloatArray) -> None:
        left, middle, right = feet
        lit = (0.72, 0.3) if self.stage.side > 0 else (0.3, 0.72)
        self.canvas.shaded(
            [top[3], top[2], middle, left], self.lit(sides, lit[0]), self.lit(as_float(sides * 0.8), lit[0] * 0.6)
        )
        self.canvas.shaded(
            [top[2], top[1], right, middle], self.lit(sides, lit[1]), self.lit(as_float(sides * 0.8), lit[1] * 0.6)
        )
        self.canvas.polygon(top, self.lit(colour, 1.0))

    def roof(self, place: tuple[float, float], rise: tuple[float, float], wide: float, colour: FloatArray) -> None:
        """Draws a pointed roof."""
        x, y = place[0] + 0.5 - wide / 2, place[1] + 0.5 - wide / 2
        peak = self.at(place[0] + 0.5, place[1] + 0.5, rise[1])
        left, middle, right = (
            self.at(x, y + wide, rise[0]),
            self.at(x + wide, y + wide, rise[0]),
            self.at(x + wide, y, rise[0]),
        )
        lit = (0.95, 0.4) if self.stage.side > 0 else (0.4, 0.95)
        self.canvas.polygon([left, middle, peak], self.lit(colour, lit[0]))
        self.canvas.polygon([middle, right, peak], self.lit(colour, lit[1]))

    def panes(
        self, place: tuple[float, float], rise: tuple[float, float], wide: float, rows: int, columns: int
    ) -> None:
        """Sets windows into the two faces of a block that can be seen."""
        x, y = place[0] + 0.5 - wide / 2, place[1] + 0.5 - wide / 2
        glass = paint("#ffd27c") if self.stage.is_dark else mix(self.stage.palette.sky[0], paint("#26303f"), 0.45)
        for row in range(rows):
            low = rise[0] + (rise[1] - rise[0]) * (row + 0.3) / rows
            high = rise[0] + (rise[1] - rise[0]) * (row + 0.75) / rows
            for column in range(columns):
                near, far = wide * (column + 0.28) / columns, wide * (column + 0.72) / columns
                left = [
                    self.at(x + near, y + wide, high),
                    self.at(x + far, y + wide, high),
                    self.at(x + far, y + wide, low),
                    self.at(x + near, y + wide, low),
                ]
                right = [
                    self.at(x + wide, y + near, high),
                    self.at(x + wide, y + far, high),
                    self.at(x + wide, y + far, low),
                    self.at(x + wide, y + near, low),
                ]
                self.canvas.polygon(left, glass)
                self.canvas.polygon(right, mix(glass, paint("#1c2230"), 0.2))

    def lit(self, colour: FloatArray, light: float) -> FloatArray:
        """Puts a colour into the light of the hour, never quite dark."""
        return as_float(np.clip(self.stage.lit(colour, light) * 0.72 + colour * (0.2 + 0.12 * light), 0, 1))

    def balloon(self, x: float, y: float, high: float, which: int) -> None:
        """Hangs a balloon in the air over a place."""
        middle_x, middle_y = self.at(x, y, high)
        size = self.half * 1.5
        named = self.stage.scene.find("balloon").colour
        cloth = self.stage.colour_of("balloon", "") if named else paint(_BALLOONS[which])
        foot = middle_y + size * 1.9
        for side in (-1, 1):
            self.canvas.stroke(
                [(middle_x + side * size * 0.5, middle_y + size * 0.8), (middle_x + side * size * 0.18, foot)],
                paint("#4a3a30"),
                max(size * 0.03, 0.6),
            )
        self.canvas.polygon(
            [
                (middle_x - size * 0.92, middle_y + size * 0.4),
                (middle_x + size * 0.92, middle_y + size * 0.4),
                (middle_x + size * 0.3, middle_y + size * 1.45),
                (middle_x - size * 0.3, middle_y + size * 1.45),
            ],
            self.lit(cloth, 0.5),
        )
        for share, tone in ((1.0, cloth), (0.66, paint("#fbf1de")), (0.3, cloth)):
            self.canvas.polygon(
                [
                    (middle_x + float(np.sin(t)) * size * share, middle_y - float(np.cos(t)) * size)
                    for t in np.linspace(0, 6.283, 40)
                ],
                self.lit(tone, 0.9),
            )
        self.canvas.shaded(
            [
                (middle_x - size * 0.22, foot - size * 0.05),
                (middle_x + size * 0.22, foot - size * 0.05),
                (middle_x + size * 0.18, foot + size * 0.28),
                (middle_x - size * 0.18, foot + size * 0.28),
            ],
            paint("#b8834a"),
            paint("#6d4526"),
        )
