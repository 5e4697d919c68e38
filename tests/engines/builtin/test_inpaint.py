"""Repainting sets what the words name into the mask, in the picture's own light, and leaves the rest alone."""

import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from tests.engines.builtin.helpers import lightness, mean_lab, picture, silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.builtin.pixels import as_bytes, as_float
from webapp.engines.types import EngineRequest

Bytes = npt.NDArray[np.uint8]
SIDE = 200
BOX = slice(90, 180), slice(60, 150)


def png(pixels: Bytes) -> bytes:
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    return data.getvalue()


def land(prompt: str = "green hills, noon") -> Bytes:
    return as_bytes(as_float(picture(prompt, seed=3, side=SIDE)))


def mask() -> Bytes:
    made = np.zeros((SIDE, SIDE), np.uint8)
    made[BOX] = 255
    return made


def repainted(before: Bytes, prompt: str, seed: int = 2) -> Bytes:
    request = EngineRequest(prompt=prompt, operation="inpaint", source=png(before), mask=png(mask()), seed=seed)
    return np.asarray(Sketchbook().run(request, silent).pictures[0].image)


@pytest.mark.parametrize("prompt", ["a red tent", "a lake", "gribble snorf"])
def test_only_the_mask_changes_and_the_same_seed_gives_the_same(prompt: str) -> None:
    before = land()
    made = repainted(before, prompt)
    assert (made == repainted(before, prompt)).all()
    assert (made[mask() == 0] == before[mask() == 0]).all()
    assert np.abs(made[BOX].astype(int) - before[BOX]).mean() > 3


def test_a_thing_stands_there_in_its_colour_and_on_its_foot() -> None:
    before = land()
    made = repainted(before, "a red tent").astype(int)
    is_red = (made[..., 0] > made[..., 1] + 40) & (made[..., 0] > made[..., 2] + 40)
    rows, columns = np.nonzero(is_red)
    assert len(rows) > 300
    assert abs(columns.mean() - 105) < 15
    assert rows.max() > 165


def test_around_a_thing_lies_what_lay_there() -> None:
    before = land("a meadow, noon")
    made = repainted(before, "a person")
    beside = slice(110, 170), slice(64, 78)
    assert np.abs(mean_lab(made[beside] / 255) - mean_lab(before[beside] / 255)).max() < 0.06


def test_it_stands_in_the_light_of_the_picture() -> None:
    by_day, by_night = (repainted(land(f"a meadow, {hour}"), "a white house") for hour in ("noon", "night"))
    assert lightness(by_night[BOX] / 255) < lightness(by_day[BOX] / 255) - 0.2


def test_a_place_fills_the_mask() -> None:
    made = repainted(land("desert dunes, noon"), "the sea") / 255
    assert mean_lab(made[120:170, 80:130])[2] < mean_lab(land("desert dunes, noon")[120:170, 80:130] / 255)[2] - 0.04


def test_words_that_it_does_not_know_keep_to_the_colours_around() -> None:
    before = land("a meadow, noon")
    made = repainted(before, "gribble snorf")
    assert np.abs(mean_lab(made[BOX] / 255) - mean_lab(before[BOX] / 255)).max() < 0.08
