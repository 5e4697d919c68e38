"""Relighting brightens the side that the light comes from, and keeps what the picture shows."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.errors import Stopped
from webapp.engines.types import EngineRequest


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def drawn() -> Image.Image:
    request = EngineRequest(prompt="a lighthouse on a cliff, noon", width_px=240, height_px=160, seed=2)
    return Sketchbook().run(request, silent).pictures[0].image


def wish(picture: Image.Image, **params: Any) -> EngineRequest:
    return EngineRequest(prompt="", operation="relight", source=png(picture), params=params)


def relit(picture: Image.Image, **params: Any) -> Image.Image:
    return Sketchbook().run(wish(picture, **params), silent).pictures[0].image


def gain(before: Image.Image, after: Image.Image, box: tuple[int, int, int, int]) -> float:
    tones = [np.asarray(each.convert("L").crop(box), float).mean() for each in (before, after)]
    return float(tones[1] - tones[0])


HALVES = {"left": (0, 0, 120, 160), "right": (120, 0, 240, 160), "above": (0, 0, 240, 80), "below": (0, 80, 240, 160)}
OTHER = {"left": "right", "right": "left", "above": "below", "below": "above"}


@pytest.mark.parametrize("direction", HALVES)
def test_the_side_of_the_light_grows_brighter_and_the_other_darker(direction: str) -> None:
    before = drawn()
    after = relit(before, light_source_direction=direction, light_source_strength=0.7)
    assert after.size == before.size
    assert gain(before, after, HALVES[direction]) > 4
    assert gain(before, after, HALVES[OTHER[direction]]) < -4


def test_without_strength_and_warmth_nothing_changes() -> None:
    before = drawn()
    after = relit(before, light_source_direction="left", light_source_strength=0.0, warmth=0.0)
    assert np.abs(np.asarray(before, int) - np.asarray(after, int)).max() <= 1


@pytest.mark.parametrize(("warmth", "sign"), [(1.0, 1), (-1.0, -1)])
def test_warm_light_is_redder_and_cool_light_bluer(warmth: float, sign: int) -> None:
    before = drawn()
    after = relit(before, light_source_strength=0.3, warmth=warmth)
    reddened = np.asarray(after, float).mean(axis=(0, 1)) - np.asarray(before, float).mean(axis=(0, 1))
    assert sign * (reddened[0] - reddened[2]) > 10


def test_round_things_are_lit_on_their_own_side() -> None:
    """A ball far right in the shade still has its brighter half towards the light."""
    ys, xs = np.mgrid[:160, :240]
    away = np.hypot(xs - 120, ys - 80) / 40
    tone = np.where(away < 1, 90 + 90 * np.sqrt(np.clip(1 - away**2, 0, 1)), 90).astype(np.uint8)
    after = np.asarray(
        relit(Image.fromarray(np.stack([tone] * 3, -1)), light_source_direction="left").convert("L"), int
    )
    plain = np.asarray(
        relit(Image.new("RGB", (240, 160), (90, 90, 90)), light_source_direction="left").convert("L"), int
    )
    ball = after[80, 95] - after[80, 145]
    assert ball > plain[80, 95] - plain[80, 145] + 5


def test_transparency_stays() -> None:
    cut = drawn().convert("RGBA")
    cut.putalpha(Image.linear_gradient("L").resize(cut.size))
    assert relit(cut).getchannel("A").tobytes() == cut.getchannel("A").tobytes()


def test_it_stops_when_told_to() -> None:
    def stop(*_told: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        Sketchbook().run(wish(drawn()), stop)
