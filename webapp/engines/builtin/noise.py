"""Smooth random fields: the texture of clouds, rock, water and paper."""

import numpy as np

from webapp.engines.builtin.pixels import FloatArray, as_float, grow, resize


def smooth_noise(rng: np.random.Generator, width: int, height: int, cell_x: float, cell_y: float) -> FloatArray:
    """Makes one octave of noise (height, width), about 0..1, with bumps of `cell_x` x `cell_y` pixels."""
    columns, rows = max(int(width / max(cell_x, 1)) + 3, 4), max(int(height / max(cell_y, 1)) + 3, 4)
    field = rng.random((min(rows, height + 3), min(columns, width + 3)), dtype=np.float32)
    return grow(field, width, height)


def fbm(
    rng: np.random.Generator,
    width: int,
    height: int,
    cell_x: float,
    cell_y: float,
    octaves: int = 4,
    gain: float = 0.5,
) -> FloatArray:
    """Adds octaves of noise, each half the size of the one before. Gives (height, width), about 0..1.

    The coarse octaves are made on a small grid: they have nothing fine to lose, and time to save.
    """
    total = np.zeros((height, width), np.float32)
    weight, whole = 1.0, 0.0
    for octave in range(octaves):
        size_x, size_y = max(cell_x / 2**octave, 1.0), max(cell_y / 2**octave, 1.0)
        total += weight * smooth_noise(rng, width, height, size_x, size_y)
        whole += weight
        weight *= gain
    return total / np.float32(whole)


def coarse_fbm(
    rng: np.random.Generator,
    width: int,
    height: int,
    cell_x: float,
    cell_y: float,
    octaves: int = 4,
    shrink: int = 2,
) -> FloatArray:
    """Makes fbm on a grid `shrink` times smaller and scales it up: for soft things."""
    small = fbm(rng, max(width // shrink, 4), max(height // shrink, 4), cell_x / shrink, cell_y / shrink, octaves)
    return resize(small, width, height)


def line(rng: np.random.Generator, length: int, cell_px: float, octaves: int = 5, gain: float = 0.5) -> FloatArray:
    """Makes a wandering line of `length` values, about -1..1."""
    total = np.zeros(length, np.float32)
    weight, whole = 1.0, 0.0
    for octave in range(octaves):
        points = max(int(length / max(cell_px / 2**octave, 2.0)) + 3, 4)
        values = as_float(rng.random((1, points), dtype=np.float32) * 2 - 1)
        total += weight * grow(values, length, 1)[0]
        whole += weight
        weight *= gain
    return as_float(total / whole * 1.6)


def peaks(rng: np.random.Generator, length: int, cell_px: float, octaves: int = 6, gain: float = 0.5) -> FloatArray:
    """Makes a jagged line, 0..1, from straight pieces between random heights: a mountain range from far."""
    total = np.zeros(length, np.float32)
    at, weight, whole = np.arange(length), 1.0, 0.0
    for octave in range(octaves):
        cell = max(cell_px / 2**octave, 2.0)
        count = int(length / cell) + 3
        places = (np.arange(count) - 0.5 + rng.uniform(-0.3, 0.3, count)) * cell
        total += weight * as_float(np.interp(at, places, rng.random(count)))
        whole += weight
        weight *= gain
    return as_float(total / whole)
