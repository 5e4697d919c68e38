"""A variation: from nearly the picture to its colours alone."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.engines.builtin.helpers import silent
from tests.likeness import psnr_db
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def castle() -> Image.Image:
    request = EngineRequest(prompt="a castle on a hill in autumn", width_px=240, height_px=160, seed=1)
    (made,) = Sketchbook().run(request, silent).pictures
    return made.image


def varied(picture: Image.Image, strength: float, seed: int = 3, prompt: str = "", style: str = "") -> Image.Image:
    request = EngineRequest(
        prompt=prompt,
        operation="variation",
        source=png(picture),
        params={"strength": strength},
        seed=seed,
        style_preset=style or None,
    )
    (made,) = Sketchbook().run(request, silent).pictures
    assert made.image.size == picture.size
    return made.image


def test_nothing_may_change(castle: Image.Image) -> None:
    assert varied(castle, 0).tobytes() == castle.tobytes()


def test_more_strength_leads_further_away(castle: Image.Image) -> None:
    near, middle, far = (psnr_db(varied(castle, strength), castle) for strength in (0.2, 0.5, 1.0))
    assert near > middle + 1 > far + 2


def test_at_full_strength_its_colours_lie_where_they_lay(castle: Image.Image) -> None:
    made, before = (np.asarray(each.resize((3, 2)), dtype=float) for each in (varied(castle, 1.0), castle))
    assert np.corrcoef(made.ravel(), before.ravel())[0, 1] > 0.7


def test_seeds_differ_and_each_is_kept(castle: Image.Image) -> None:
    first = varied(castle, 0.6, 4)
    assert first.tobytes() == varied(castle, 0.6, 4).tobytes()
    assert psnr_db(first, varied(castle, 0.6, 5)) < 35


def test_words_bring_their_light(castle: Image.Image) -> None:
    night, plain = (np.asarray(varied(castle, 0.5, prompt=words), float).mean() for words in ("at night", ""))
    assert night < 0.8 * plain


@pytest.mark.parametrize("style", ["watercolour", "isometric", "pixel-art"])
def test_it_is_drawn_in_the_manner_that_was_asked_for(castle: Image.Image, style: str) -> None:
    made = varied(castle, 0.6, style=style)
    assert (
        np.corrcoef(*(np.asarray(each.convert("L").resize((24, 16)), float).ravel() for each in (made, castle)))[0, 1]
        > 0.5
    )


def test_transparency_stays(castle: Image.Image) -> None:
    cut = castle.convert("RGBA")
    cut.putalpha(Image.linear_gradient("L").resize(cut.size))
    assert varied(cut, 0.7).getchannel("A").tobytes() == cut.getchannel("A").tobytes()
