"""The sheet that is drawn on: soft-edged shapes, light, and a note of which layer each pixel belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np

from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid

Point: TypeAlias = tuple[float, float]
_FRACTION_BITS = 4
_FAR = 30_000.0


@dataclass(frozen=True, slots=True)
class Patch:
    """A soft mask (height, width), 0..1, and where its upper left corner lies on the sheet."""

    mask: FloatArray
    x: int
    y: int

    @property
    def area(self) -> tuple[slice, slice]:
        height, width = self.mask.shape
        return slice(self.y, self.y + height), slice(self.x, self.x + width)


class Canvas:
    """A picture being drawn. `px` is (height, width, 3) sRGB 0..1; `layers` numbers the layer of each pixel."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.px = np.zeros((height, width, 3), np.float32)
        self.layers = np.zeros((height, width), np.uint8)
        self._layer = 0

    def next_layer(self) -> None:
        """Begins a new layer: what is drawn from now on lies before all that is there."""
        self._layer = min(self._layer + 1, 250)

    def patch(self, points: Sequence[Point] | FloatArray, soft_px: float = 0.0) -> Patch | None:
        """Makes the mask of a polygon; None when it lies outside the sheet."""
        corners = np.clip(as_float(points), -_FAR, _FAR)
        pad = int(3 * soft_px) + 2
        left, top = (max(int(value) - pad, 0) for value in corners.min(axis=0))
        right = min(int(corners[:, 0].max()) + pad + 1, self.width)
        bottom = min(int(corners[:, 1].max()) + pad + 1, self.height)
        if right <= left or bottom <= top:
            return None
        mask = np.zeros((bottom - top, right - left), np.uint8)
        moved = np.rint((corners - (left, top)) * 2**_FRACTION_BITS).astype(np.int32)
        cv2.fillPoly(mask, [moved], 255, cv2.LINE_AA, _FRACTION_BITS)
        return Patch(blur(as_float(mask) / 255.0, soft_px), left, top)

    def lay(self, patch: Patch | None, colour: FloatArray, opacity: float = 1.0) -> None:
        """Lays a colour, (3,) or an array that covers the patch, through a mask."""
        if patch is None:
            return
        mask = patch.mask * np.float32(opacity)
        area = self.px[patch.area]
        area += (colour - area) * mask[..., None]
        if opacity > 0.5:
            self.layers[patch.area][patch.mask > 0.5] = self._layer

    def polygon(
        self,
        points: Sequence[Point] | FloatArray,
        colour: FloatArray,
        opacity: float = 1.0,
        soft_px: float = 0.0,
    ) -> None:
        """Fills a polygon with one colour."""
        self.lay(self.patch(points, soft_px), colour, opacity)

    def shaded(
        self,
        points: Sequence[Point] | FloatArray,
        first: FloatArray,
        last: FloatArray,
        is_across: bool = False,
    ) -> None:
        """Fills a polygon with a gradient from top to bottom, or from left to right."""
        patch = self.patch(points)
        if patch is None:
            return
        height, width = patch.mask.shape
        t = np.linspace(0, 1, width if is_across else height, dtype=np.float32)
        t = t[None, :, None] if is_across else t[:, None, None]
        self.lay(patch, as_float(first + (last - first) * t))

    def disc(
        self, x: float, y: float, radius: float, colour: FloatArray, opacity: float = 1.0, soft_px: float = 0.0,
        squash: float = 1.0,
    ) -> None:  # fmt: skip
        """Fills a circle, or an ellipse `squash` times as high as it is wide."""
        self.polygon(round_points(x, y, radius, radius * squash), colour, opacity, soft_px)

    def stroke(
        self, points: Sequence[Point] | FloatArray, colour: FloatArray, width_px: float, opacity: float = 1.0
    ) -> None:
        """Draws a line through `points`; thinner than a pixel fades instead."""
        thickness = max(round(width_px), 1)
        corners = np.clip(as_float(points), -_FAR, _FAR)
        left, top = (max(int(value) - thickness - 2, 0) for value in corners.min(axis=0))
        right = min(int(corners[:, 0].max()) + thickness + 3, self.width)
        bottom = min(int(corners[:, 1].max()) + thickness + 3, self.height)
        if right <= left or bottom <= top:
            return
        mask = np.zeros((bottom - top, right - left), np.uint8)
        moved = np.rint((corners - (left, top)) * 2**_FRACTION_BITS).astype(np.int32)
        cv2.polylines(mask, [moved], False, 255, thickness, cv2.LINE_AA, _FRACTION_BITS)
        self.lay(Patch(as_float(mask) / 255.0, left, top), colour, opacity * min(width_px, 1.0))

    def glow(
        self,
        x: float,
        y: float,
        radius: float,
        colour: FloatArray,
        strength: float = 1.0,
        squash: float = 1.0,
    ) -> None:
        """Adds light around a point, falling off to nothing at `radius`."""
        left, right = max(int(x - radius), 0), min(int(x + radius) + 1, self.width)
        top, bottom = max(int(y - radius * squash), 0), min(int(y + radius * squash) + 1, self.height)
        if right <= left or bottom <= top:
            return
        xs, ys = grid(bottom - top, right - left)
        distance = np.sqrt(((xs + left - x) / radius) ** 2 + ((ys + top - y) / (radius * squash)) ** 2)
        light = np.clip(1 - distance, 0, 1) ** 2 * np.float32(strength)
        area = self.px[top:bottom, left:right]
        area += (1 - area) * np.clip(light[..., None] * colour, 0, 1)


def round_points(x: float, y: float, radius_x: float, radius_y: float, count: int = 0) -> FloatArray:
    """Gives the points of an ellipse."""
    count = count or int(np.clip(radius_x + radius_y, 10, 72))
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return as_float(np.stack([x + np.cos(turn) * radius_x, y + np.sin(turn) * radius_y], axis=-1))


def placed(points: Sequence[Point], x: float, y: float, size: float, turn: float = 1.0) -> list[Point]:
    """Puts a small drawing, in units of `size`, at a place; `turn` -1 mirrors it."""
    return [(x + u * size * turn, y + v * size) for u, v in points]


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Gives the corners of a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def curve(points: Sequence[Point], count: int = 40) -> FloatArray:
    """Draws a smooth (Catmull-Rom) line of `count` points through a few."""
    knots = as_float(points)
    padded = np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    at = np.linspace(0, len(knots) - 1 - 1e-4, count)
    index, t = at.astype(int), (at % 1.0)[:, None]
    a, b, c, d = (padded[index + offset] for offset in range(4))
    return as_float(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
