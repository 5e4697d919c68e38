"""Enlarging: the size that was asked for, and nearer to the truth than Lanczos."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def enlarged(picture: Image.Image, operation: str, scale: float) -> Image.Image:
    request = EngineRequest(prompt="", operation=operation, source=png(picture), params={"scale": scale})
    (made,) = Sketchbook().run(request, silent).pictures
    return made.image


def psnr_db(first: Image.Image, second: Image.Image) -> float:
    off = np.asarray(first, dtype=float) - np.asarray(second, dtype=float)
    return float(10 * np.log10(255**2 / (off**2).mean()))


@pytest.mark.parametrize("operation", ["upscale_fast", "upscale_conservative"])
def test_it_has_the_size_that_was_asked_for(operation: str) -> None:
    assert enlarged(Image.new("RGB", (40, 30), "red"), operation, 3.0).size == (120, 90)


@pytest.mark.parametrize("prompt", ["a lighthouse on a cliff at dusk", "a city street at night", "a forest in autumn"])
def test_the_true_one_is_nearer_to_the_truth_than_lanczos(prompt: str) -> None:
    (drawn,) = Sketchbook().run(EngineRequest(prompt=prompt, width_px=384, height_px=256, seed=5), silent).pictures
    truth = drawn.image
    small = truth.resize((192, 128), Image.Resampling.BOX)
    lanczos = psnr_db(enlarged(small, "upscale_fast", 2), truth)
    assert psnr_db(enlarged(small, "upscale_conservative", 2), truth) > lanczos + 0.2


def test_transparency_comes_along() -> None:
    cut = Image.new("RGBA", (40, 30), (200, 30, 30, 90))
    assert enlarged(cut, "upscale_conservative", 2).getpixel((5, 5)) == (200, 30, 30, 90)


def test_a_picture_that_is_too_large_is_refused_with_the_limit() -> None:
    large = png(Image.new("RGB", (2100, 20)))
    with pytest.raises(Unsupported, match="2,048"):
        check(Sketchbook(), EngineRequest(prompt="", operation="upscale_fast", source=large))
