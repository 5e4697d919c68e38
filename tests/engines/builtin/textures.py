"""Draws surfaces whose truth is known, and measures how near to it a picture is."""

from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from tests.engines.builtin.helpers import picture

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
SIDE = 256


def _rounded(values: npt.NDArray[np.floating]) -> Bytes:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _clouds(seed: int, coarsest: int, octaves: int, gain: float = 0.5) -> npt.NDArray[np.floating]:
    rng, made = np.random.default_rng(seed), np.zeros((SIDE, SIDE), np.float32)
    for octave in range(octaves):
        side = coarsest * 2**octave
        dots = rng.normal(size=(side, side)).astype(np.float32)
        made += gain**octave * cv2.resize(dots, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    return made


def bricks() -> Bytes:
    rng, high, wide = np.random.default_rng(1), 16, 32
    made = np.full((SIDE, SIDE, 3), (196, 190, 180), np.float32)
    for row in range(SIDE // high):
        for column in range(-1, SIDE // wide + 1):
            x, y = column * wide + wide // 2 * (row % 2), row * high
            colour = tuple(float(value) for value in np.asarray([150, 70, 52]) + rng.normal(0, 8))
            cv2.rectangle(made, (x + 2, y + 2), (x + wide - 2, y + high - 2), colour, -1)
    return _rounded(made + _clouds(2, 32, 3)[..., None] * 4)


def fabric() -> Bytes:
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    is_over = (x // 8 + y // 8) % 2 > 0
    thread = np.where(is_over, np.sin(np.pi * x / 4), np.sin(np.pi * y / 4)) * 0.5 + 0.5
    woven = np.stack([60 + 90 * thread, 80 + 80 * thread, 130 + 70 * thread], -1)
    return _rounded(woven + _clouds(3, 64, 2)[..., None] * 3)


def tiles() -> Bytes:
    made = np.full((SIDE, SIDE, 3), (225, 222, 214), np.float32)
    for row in range(9):
        for column in range(9):
            colour = ((40.0, 90.0, 140.0), (200.0, 160.0, 70.0))[(row + column) % 2]
            cv2.circle(made, (column * 30 + 15, row * 30 + 15), 10, colour, -1, cv2.LINE_AA)
            cv2.rectangle(made, (column * 30, row * 30), (column * 30 + 30, row * 30 + 30), (150.0, 150.0, 150.0), 1)
    return _rounded(made + np.random.default_rng(4).normal(0, 2, (SIDE, SIDE, 1)))


def wood() -> Bytes:
    y = np.mgrid[0:SIDE, 0:SIDE][0]
    rings = np.sin((y + _clouds(5, 3, 3) * SIDE / 40) / 5)
    return _rounded(np.asarray([150, 105, 65]) + rings[..., None] * np.asarray([26, 21, 15]))


def grass() -> Bytes:
    rng = np.random.default_rng(6)
    made = np.full((SIDE, SIDE, 3), (50, 90, 35), np.float32)
    for y in np.sort(rng.uniform(0, SIDE * 1.05, 3000)):
        x, tall, light = rng.uniform(0, SIDE), rng.uniform(6, 14), rng.uniform(0.55, 1.25)
        tip = np.asarray([[x, y], [x + rng.normal(0, 0.35) * tall, y - tall]])
        blade = np.rint(tip * 16).astype(np.int32)
        cv2.polylines(made, [blade], False, (80 * light, 140 * light, 50 * light), 1, cv2.LINE_AA, 4)
    return _rounded(made)


def noise() -> Bytes:
    return _rounded(128 + 26 * _clouds(7, 16, 4, 0.8)[..., None] * np.asarray([1, 0.9, 0.75]))


def slope() -> Bytes:
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    return _rounded(np.stack([40 + 150 * x, 60 + 120 * y, 200 - 90 * x * y], -1))


def haze() -> Bytes:
    soft = cv2.GaussianBlur(_clouds(8, 4, 2), (0, 0), SIDE / 30)
    return _rounded(140 + np.stack([soft * 40, soft * 25, -soft * 35], -1))


def ball() -> Bytes:
    y, x = (np.mgrid[0:SIDE, 0:SIDE] - SIDE / 2) / SIDE
    return _rounded(230 - 300 * (x**2 + y**2)[..., None] * np.asarray([1.0, 0.8, 0.5]))


def scene(prompt: str) -> Callable[[], Bytes]:
    return lambda: _rounded(picture(prompt, seed=3, side=SIDE) * 255)


def spot() -> Flags:
    """Returns what is pasted over: a tilted ellipse that is no part of any pattern."""
    made = np.zeros((SIDE, SIDE), np.uint8)
    cv2.ellipse(made, (132, 140), (40, 30), 20, 0, 360, 255, -1)
    return made > 0


def texture(pixels: Bytes, where: Flags) -> npt.NDArray[np.floating]:
    """Returns how strongly lightness varies at five sizes, finest first, in levels of 255 (one standard deviation)."""
    tone = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(float)
    soft = [tone, *(cv2.GaussianBlur(tone, (0, 0), 2**step) for step in range(5))]
    return np.asarray([(fine - coarse)[where].std() for fine, coarse in pairwise(soft)])
