"""Extending a picture keeps it as it is and draws on without a seam."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest


def wish(picture: Image.Image, **sides: int) -> EngineRequest:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return EngineRequest(prompt="", operation="outpaint", source=data.getvalue(), params=sides)


def drawn() -> Image.Image:
    request = EngineRequest(prompt="a lighthouse at dusk", width_px=240, height_px=160, seed=2)
    return Sketchbook().run(request, silent).pictures[0].image


def test_it_grows_on_the_asked_sides_and_its_own_pixels_stay() -> None:
    before = drawn()
    (made,) = Sketchbook().run(wish(before, left=40, down=24), silent).pictures
    assert made.image.size == (280, 184)
    assert made.image.crop((40, 0, 280, 160)).tobytes() == before.tobytes()


def test_there_is_no_seam() -> None:
    before = drawn()
    (made,) = Sketchbook().run(wish(before, right=60), silent).pictures
    pixels = np.asarray(made.image, dtype=float)
    steps = np.abs(np.diff(pixels, axis=1)).mean(axis=(0, 2))
    assert steps[239] <= steps[:239].max()


def test_without_a_side_it_says_what_it_needs() -> None:
    with pytest.raises(Unsupported, match="one side"):
        check(Sketchbook(), wish(drawn()))
