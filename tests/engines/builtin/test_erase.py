"""Erasing closes the gap and leaves the rest alone."""

import io

import numpy as np
from PIL import Image, ImageDraw

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def slope() -> Image.Image:
    row = np.linspace(30, 220, 160).astype(np.uint8)
    return Image.fromarray(np.stack([np.tile(row, (120, 1))] * 3, axis=-1))


def erased(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    mask = Image.new("L", picture.size, 0)
    mask.paste(255, box)
    request = EngineRequest(prompt="", operation="erase", source=png(picture), mask=png(mask))
    (made,) = Sketchbook().run(request, silent).pictures
    return made.image


def test_what_was_pasted_is_gone_and_the_truth_is_nearly_back() -> None:
    truth, box = slope(), (60, 40, 90, 70)
    spoiled = truth.copy()
    spoiled.paste((255, 0, 0), box)
    made = np.asarray(erased(spoiled, box), dtype=float)
    off = np.abs(made - np.asarray(truth, dtype=float))[40:70, 60:90]
    assert off.mean() < 6


def test_nothing_outside_the_mask_changes() -> None:
    noisy = Image.fromarray(np.random.default_rng(3).integers(0, 255, (120, 160, 3), dtype=np.uint8))
    made, before = np.asarray(erased(noisy, (60, 40, 90, 70))).copy(), np.asarray(noisy).copy()
    made[40:70, 60:90] = before[40:70, 60:90] = 0
    assert (made == before).all()


def test_transparency_stays() -> None:
    cut = slope().convert("RGBA")
    cut.putalpha(Image.linear_gradient("L").resize(cut.size))
    made = erased(cut, (60, 40, 90, 70))
    assert made.getchannel("A").tobytes() == cut.getchannel("A").tobytes()


def test_a_wide_gap_between_hills_is_no_brighter_than_they_are() -> None:
    request = EngineRequest(prompt="a castle on a hill in autumn", width_px=768, height_px=512, seed=1)
    drawn = Sketchbook().run(request, silent).pictures[0].image
    mask = Image.new("L", drawn.size, 0)
    ImageDraw.Draw(mask).ellipse((450, 250, 760, 480), fill=255)
    request = EngineRequest(prompt="", operation="erase", source=png(drawn), mask=png(mask))
    (made,) = Sketchbook().run(request, silent).pictures
    gap = np.asarray(mask) > 0
    tones, before = (np.asarray(each.convert("L"), dtype=float) for each in (made.image, drawn))
    around = before[240:490, 440:768][~gap[240:490, 440:768]]
    assert abs(tones[gap].mean() - around.mean()) < 30
    assert (tones[gap] > around.max() + 10).mean() < 0.01
