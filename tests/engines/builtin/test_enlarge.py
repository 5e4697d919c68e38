"""Enlarging: the size that was asked for, nearer to the truth than Lanczos, without seams, squares or halos."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.engines.builtin.helpers import silent
from tests.likeness import psnr_db, ssim
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.builtin.enlarging import true
from webapp.engines.builtin.enlarging.deblock import deblocked
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def enlarged(picture: Image.Image, operation: str, scale: float, **params: float) -> Image.Image:
    asked = {"scale": scale, **params}
    request = EngineRequest(prompt="", operation=operation, source=png(picture), params=asked)
    (made,) = Sketchbook().run(request, silent).pictures
    return made.image


def drawn(prompt: str, width_px: int = 384, height_px: int = 256) -> Image.Image:
    request = EngineRequest(prompt=prompt, width_px=width_px, height_px=height_px, seed=5)
    (made,) = Sketchbook().run(request, silent).pictures
    return made.image


@pytest.mark.parametrize("operation", ["upscale_fast", "upscale_conservative", "upscale_creative"])
def test_it_has_the_size_that_was_asked_for(operation: str) -> None:
    assert enlarged(Image.new("RGB", (40, 30), "red"), operation, 3.0).size == (120, 90)


@pytest.mark.parametrize("factor", [2, 4])
@pytest.mark.parametrize("prompt", ["a lighthouse on a cliff at dusk", "a city street at night", "a forest in autumn"])
def test_the_true_one_is_nearer_to_the_truth_than_lanczos(prompt: str, factor: int) -> None:
    truth = drawn(prompt)
    small = truth.resize((384 // factor, 256 // factor), Image.Resampling.BOX)
    lanczos, faithful = (enlarged(small, way, factor) for way in ("upscale_fast", "upscale_conservative"))
    assert psnr_db(faithful, truth) > psnr_db(lanczos, truth) + 0.3
    assert ssim(faithful, truth) > ssim(lanczos, truth)


def test_the_true_one_shrinks_back_to_what_it_came_from() -> None:
    small = drawn("a forest in autumn", 128, 128)
    back = enlarged(small, "upscale_conservative", 3).resize(small.size, Image.Resampling.BOX)
    assert psnr_db(back, small) > 40


def test_an_edge_has_no_halo() -> None:
    edge = Image.new("L", (64, 64), 60)
    ImageDraw.Draw(edge).rectangle((32, 0, 63, 63), fill=180)
    assert enlarged(edge.convert("RGB"), "upscale_conservative", 4).getextrema() == ((60, 180),) * 3


@pytest.mark.parametrize("scale", [2.0, 3.3])
def test_tiles_leave_no_seam(scale: float) -> None:
    source = drawn("a forest in autumn", 704, 64)
    pixels = np.asarray(source)
    factor = int(np.ceil(scale))
    whole = Image.fromarray(true.enlarged(pixels, factor)).resize((round(704 * scale), round(64 * scale)), 1)
    off = np.abs(np.asarray(enlarged(source, "upscale_conservative", scale), int) - np.asarray(whole, int))
    assert off.max() <= 1


def test_grain_is_laid_where_the_picture_is_rough_and_nowhere_else() -> None:
    noise = np.random.default_rng(1).integers(90, 160, (96, 96, 1)).repeat(3, axis=2).astype(np.uint8)
    noise[:, :48] = 120
    source = Image.fromarray(noise)
    plain, grained = (
        np.asarray(enlarged(source, "upscale_creative", 2, creativity=much), float) for much in (0.0, 0.8)
    )
    added = np.abs(grained - plain)
    assert added[:, 140:].mean() > 2
    assert added[:, :56].max() == 0


def test_new_detail_draws_soft_edges_together_without_a_halo() -> None:
    edge = Image.new("L", (64, 64), 60)
    ImageDraw.Draw(edge).rectangle((32, 0, 63, 63), fill=180)
    faithful, crisp = (
        np.asarray(enlarged(edge.convert("RGB"), way, 4, creativity=0))[128, :, 0].astype(int)
        for way in ("upscale_conservative", "upscale_creative")
    )
    between = [int(((row > 70) & (row < 170)).sum()) for row in (faithful, crisp)]
    assert between[1] < between[0]
    assert (crisp.min(), crisp.max()) == (60, 180)


def test_squares_of_strong_compression_are_not_enlarged_with_the_picture() -> None:
    truth = drawn("a lighthouse on a cliff at dusk", 256, 256)
    packed = io.BytesIO()
    truth.save(packed, "JPEG", quality=15)
    with Image.open(packed) as opened:
        squared = np.asarray(opened.convert("RGB"))
    assert psnr_db(Image.fromarray(deblocked(squared)), truth) > psnr_db(Image.fromarray(squared), truth) + 0.1
    assert (deblocked(np.asarray(truth)) == np.asarray(truth)).all()


def test_transparency_comes_along() -> None:
    cut = Image.new("RGBA", (40, 30), (200, 30, 30, 90))
    assert enlarged(cut, "upscale_conservative", 2).getpixel((5, 5)) == (200, 30, 30, 90)


def test_a_picture_that_is_too_large_is_refused_with_the_limit() -> None:
    large = png(Image.new("RGB", (2100, 20)))
    with pytest.raises(Unsupported, match="2,048"):
        check(Sketchbook(), EngineRequest(prompt="", operation="upscale_fast", source=large))
