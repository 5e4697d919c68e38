"""Cutting out keeps what stands in front and lets the rest go."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.errors import Stopped
from webapp.engines.types import EngineRequest

SIZE = 480, 360
RED = 190, 60, 40
BOX = 140, 90, 330, 270


def soft_backdrop() -> Image.Image:
    rng = np.random.default_rng(7)
    slope = np.linspace(120, 200, SIZE[1])[:, None] + rng.normal(0, 6, SIZE[::-1])
    return Image.fromarray(np.clip(np.stack([slope * 0.7, slope * 0.85, slope], -1), 0, 255).astype(np.uint8))


def landscape(prompt: str) -> Image.Image:
    request = EngineRequest(prompt=prompt, width_px=SIZE[0], height_px=SIZE[1], seed=3)
    return Sketchbook().run(request, silent).pictures[0].image.convert("RGB")


def shape(name: str) -> Image.Image:
    """Returns a mask, white where the thing stands. A bust is cut off by the lower rim, as in a portrait."""
    mask = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(mask)
    if name == "bust":
        draw.ellipse((195, 65, 285, 180), fill=255)
        draw.polygon([(215, 165), (265, 165), (360, 235), (370, 360), (110, 360), (120, 235)], fill=255)
    else:
        getattr(draw, name)(BOX, fill=255)
    return mask


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def wish(picture: Image.Image, mask: Image.Image | None = None) -> EngineRequest:
    kept = None if mask is None else png(mask)
    return EngineRequest(prompt="", operation="remove_background", source=png(picture), mask=kept)


def cut(picture: Image.Image, mask: Image.Image | None = None) -> Image.Image:
    return Sketchbook().run(wish(picture, mask), silent).pictures[0].image


def overlap(made: Image.Image, truth: Image.Image) -> float:
    found, there = (np.asarray(each) > 127 for each in (made.getchannel("A"), truth))
    return float((found & there).sum() / (found | there).sum())


@pytest.mark.parametrize("name", ["ellipse", "rectangle", "bust"])
def test_a_known_shape_is_found(name: str) -> None:
    picture = soft_backdrop()
    picture.paste(RED, mask=shape(name))
    made = cut(picture)
    assert made.size == picture.size
    assert overlap(made, shape(name)) >= 0.97


@pytest.mark.parametrize("prompt", ["green hills, noon", "desert dunes, golden hour"])
def test_it_is_found_before_a_whole_landscape(prompt: str) -> None:
    picture = landscape(prompt)
    picture.paste(RED if "hills" in prompt else (40, 70, 160), mask=shape("ellipse"))
    assert overlap(cut(picture), shape("ellipse")) >= 0.92


def test_what_is_painted_over_stays() -> None:
    """A pale thing that hardly differs from its background comes along where it is painted."""
    picture, thing, painted = soft_backdrop(), shape("ellipse"), Image.new("L", SIZE, 0)
    picture.paste(RED, mask=thing)
    picture.paste((118, 143, 168), (20, 150, 90, 210))
    ImageDraw.Draw(painted).rectangle((20, 150, 89, 209), fill=255)
    without, with_it = (np.asarray(cut(picture, mask).getchannel("A")) for mask in (None, painted))
    assert without[150:210, 20:90].mean() < 60
    assert with_it[150:210, 20:90].min() == 255
    assert with_it[180, 235] == 255


def test_what_stays_keeps_its_pixels() -> None:
    picture = soft_backdrop()
    picture.paste(RED, mask=shape("ellipse"))
    made = np.asarray(cut(picture))
    solid = made[..., 3] == 255
    assert solid.mean() > 0.1
    assert (made[solid][:, :3] == np.asarray(picture)[solid]).all()


def test_the_background_does_not_shine_through_a_soft_edge() -> None:
    soft = shape("ellipse").resize((120, 90)).resize(SIZE, Image.Resampling.BICUBIC)
    picture = Image.new("RGB", SIZE, (40, 200, 60))
    picture.paste((200, 40, 60), mask=soft)
    made = np.asarray(cut(picture), float)
    edge = (made[..., 3] > 90) & (made[..., 3] < 200)
    before = np.asarray(picture, float)[edge]
    assert edge.sum() > 100
    assert made[edge][:, 1].mean() < before[:, 1].mean() - 20


def test_what_was_transparent_stays_so() -> None:
    picture = soft_backdrop().convert("RGBA")
    picture.paste((*RED, 255), mask=shape("ellipse"))
    picture.putalpha(Image.linear_gradient("L").resize(SIZE))
    made = np.asarray(cut(picture).getchannel("A"), int)
    assert (made <= np.asarray(picture.getchannel("A"), int)).all()


def test_it_stops_when_told_to() -> None:
    def stop(*_told: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        Sketchbook().run(wish(soft_backdrop()), stop)


def test_a_lesser_thing_beside_it_goes_and_one_of_its_kind_stays() -> None:
    picture, pair = soft_backdrop(), Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(pair)
    draw.ellipse((120, 120, 240, 260), fill=255)
    draw.ellipse((270, 130, 370, 250), fill=255)
    picture.paste(RED, mask=pair)
    picture.paste((250, 250, 250), (40, 20, 112, 84))
    assert overlap(cut(picture), pair) >= 0.95
