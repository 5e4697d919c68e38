"""Extending a picture keeps it as it is and goes on without a seam and without a mirror."""

import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from tests.engines.builtin import textures
from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest


def wish(picture: Image.Image, **sides: int) -> EngineRequest:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return EngineRequest(prompt="", operation="outpaint", source=data.getvalue(), params=sides)


def drawn(prompt: str = "a lighthouse at dusk") -> Image.Image:
    request = EngineRequest(prompt=prompt, width_px=240, height_px=160, seed=2)
    return Sketchbook().run(request, silent).pictures[0].image


def extended(before: Image.Image, **sides: int) -> npt.NDArray[np.floating]:
    return np.asarray(Sketchbook().run(wish(before, **sides), silent).pictures[0].image, dtype=float)


def test_it_grows_on_the_asked_sides_and_its_own_pixels_stay() -> None:
    before = drawn()
    (made,) = Sketchbook().run(wish(before, left=40, down=24), silent).pictures
    assert made.image.size == (280, 184)
    assert made.image.crop((40, 0, 280, 160)).tobytes() == before.tobytes()


@pytest.mark.parametrize("sides", [{"up": 75, "down": 75}, {"left": 60, "right": 60}, {"up": 9, "left": 90, "down": 9}])
def test_opposite_sides_grow_at_once(sides: dict[str, int]) -> None:
    before = drawn("a castle on a hill in autumn")
    made = extended(before, **sides)
    top, left = sides.get("up", 0), sides.get("left", 0)
    assert (made[top : top + 160, left : left + 240] == np.asarray(before)).all()
    assert made.std(axis=(0, 1)).min() > 10


@pytest.mark.parametrize(
    "prompt", ["a lighthouse at dusk", "pine forest and mountains, morning", "a calm sea, sunset", "a flower meadow"]
)
def test_the_step_at_the_seam_is_like_the_steps_inside(prompt: str) -> None:
    made = extended(drawn(prompt), right=60, up=40)
    across = np.abs(np.diff(made[40:], axis=1)).mean(axis=(0, 2))
    upwards = np.abs(np.diff(made[:, :240], axis=0)).mean(axis=(1, 2))
    assert across[239] <= 1.15 * np.percentile(across[:239], 95)
    assert upwards[39] <= 1.15 * np.percentile(upwards[40:], 95)


def test_it_is_no_mirror() -> None:
    before = Image.fromarray(textures.bricks()[:, :244])
    made = extended(before, right=60)
    beyond, mirrored = made[:, 244:], made[:, 183:243][:, ::-1]
    truth = np.asarray(textures.bricks(), dtype=float)[:, 244:]
    assert np.abs(beyond - mirrored).mean() > 10
    assert np.abs(beyond[:, :12] - truth).mean() < 12


def test_what_is_new_is_as_rough_as_what_was_there() -> None:
    made = extended(Image.fromarray(textures.grass()), left=80).astype(np.uint8)
    new, old = np.zeros(made.shape[:2], bool), np.zeros(made.shape[:2], bool)
    new[:, :80], old[:, 80:] = True, True
    assert textures.texture(made, new)[0] > 0.6 * textures.texture(made, old)[0]


def test_the_same_seed_gives_the_same_picture_and_transparency_goes_on() -> None:
    before = drawn().convert("RGBA")
    before.putalpha(Image.linear_gradient("L").resize(before.size))
    first, again = extended(before, left=30), extended(before, left=30)
    assert (first == again).all()
    assert (first[:, :30, 3] == first[:, 31:61, 3][:, ::-1]).all()


def test_without_a_side_it_says_what_it_needs() -> None:
    with pytest.raises(Unsupported, match="one side"):
        check(Sketchbook(), wish(drawn()))


def test_what_lies_low_goes_on_low() -> None:
    """A strip of flowers goes on beside itself."""
    made = extended(drawn("a meadow of wildflowers, summer noon"), left=80).astype(np.uint8)
    new, old = (np.zeros(made.shape[:2], bool) for _ in range(2))
    new[120:, :70], old[120:, 80:] = True, True
    assert textures.texture(made, new)[1] > 0.6 * textures.texture(made, old)[1]
