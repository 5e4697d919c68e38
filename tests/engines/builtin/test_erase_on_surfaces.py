"""What was pasted on a known surface is erased, and the surface is back: held against OpenCV's own inpainting."""

import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.engines.builtin import textures
from tests.engines.builtin.helpers import silent
from tests.engines.builtin.textures import Bytes, scene, spot, texture
from tests.likeness import psnr_db, ssim
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest

PATTERNS = [textures.bricks, textures.fabric, textures.tiles, textures.wood]
ROUGH = [
    textures.grass,
    textures.noise,
    scene("pine forest and mountains, morning"),
    scene("a meadow of wildflowers, oil painting"),
]
SMOOTH = [textures.slope, textures.haze, textures.ball]


def png(pixels: Bytes) -> bytes:
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    return data.getvalue()


def spoilt(truth: Bytes) -> Bytes:
    made = truth.copy()
    made[spot()] = 255, 0, 255
    return made


def erased(pixels: Bytes, seed: int = 0) -> Bytes:
    mask = png(np.where(spot(), 255, 0).astype(np.uint8))
    request = EngineRequest(prompt="", operation="erase", source=png(pixels), mask=mask, seed=seed)
    return np.asarray(Sketchbook().run(request, silent).pictures[0].image)


def by_opencv(pixels: Bytes) -> Bytes:
    return np.asarray(cv2.inpaint(pixels, spot().astype(np.uint8), 5, cv2.INPAINT_TELEA))


@pytest.mark.parametrize("surface", PATTERNS, ids=lambda surface: surface.__name__)
def test_a_pattern_goes_on(surface: Callable[[], Bytes]) -> None:
    truth = surface()
    ours, theirs = erased(spoilt(truth)), by_opencv(spoilt(truth))
    assert psnr_db(ours, truth, spot()) > psnr_db(theirs, truth, spot()) + 4
    assert ssim(ours, truth, spot()) > ssim(theirs, truth, spot()) + 0.08


@pytest.mark.parametrize("surface", ROUGH, ids=["grass", "noise", "forest", "oil"])
def test_what_follows_no_pattern_stays_as_rough(surface: Callable[[], Bytes]) -> None:
    """No method can guess each blade, and a blur is always nearer to it than another blade; but it is no grass."""
    truth = surface()
    ours, theirs, wanted = (texture(each, spot()) for each in (erased(spoilt(truth)), by_opencv(spoilt(truth)), truth))
    assert np.abs(np.log(ours / wanted)).mean() < 0.6 * np.abs(np.log(theirs / wanted)).mean()


@pytest.mark.parametrize("surface", SMOOTH, ids=lambda surface: surface.__name__)
def test_what_is_smooth_stays_smooth(surface: Callable[[], Bytes]) -> None:
    truth = surface()
    ours, theirs = erased(spoilt(truth)), by_opencv(spoilt(truth))
    assert psnr_db(ours, truth, spot()) > psnr_db(theirs, truth, spot()) - 0.1


def test_its_grain_stays() -> None:
    grain = np.random.default_rng(2).normal(0, 4, (textures.SIDE, textures.SIDE, 3))
    truth = np.clip(textures.slope() * 0.6 + 50 + grain, 0, 255).astype(np.uint8)
    ours, wanted = texture(erased(spoilt(truth)), spot())[0], texture(truth, spot())[0]
    assert ours > 0.6 * wanted


def test_the_same_seed_gives_the_same_pixels_and_only_in_the_mask() -> None:
    before = spoilt(textures.grass())
    first, again = erased(before, 4), erased(before, 4)
    assert (first == again).all()
    assert (first[~spot()] == before[~spot()]).all()


def test_many_gaps_in_a_large_picture_are_closed_one_by_one() -> None:
    truth = np.tile(textures.bricks(), (4, 4, 1))
    gaps = np.zeros(truth.shape[:2], bool)
    for top, left in ((100, 100), (900, 200), (500, 700)):
        gaps[top : top + 40, left : left + 60] = True
    before = truth.copy()
    before[gaps] = 255, 0, 255
    mask = png(np.where(gaps, 255, 0).astype(np.uint8))
    request = EngineRequest(prompt="", operation="erase", source=png(before), mask=mask)
    made = np.asarray(Sketchbook().run(request, silent).pictures[0].image)
    assert psnr_db(made, truth, gaps) > 25


def test_where_everything_is_covered_a_haze_is_left() -> None:
    truth = textures.bricks()
    everything = png(np.full(truth.shape[:2], 255, np.uint8))
    request = EngineRequest(prompt="", operation="erase", source=png(truth), mask=everything)
    made = np.asarray(Sketchbook().run(request, silent).pictures[0].image)
    assert np.abs(made.mean(axis=(0, 1)) - truth.mean(axis=(0, 1))).max() < 4
    everywhere = np.ones_like(spot())
    assert texture(made, everywhere)[0] < texture(truth, everywhere)[0] / 10
