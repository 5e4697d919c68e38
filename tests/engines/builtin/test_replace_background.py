"""Another scene behind what stands in front: that stays, the rest is new, and the light fits."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest

BALL = (100, 60, 180, 140)


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def ball() -> Image.Image:
    made = Image.new("RGB", (288, 192), (120, 170, 120))
    ImageDraw.Draw(made).ellipse(BALL, fill=(220, 60, 40))
    return made


def placed(picture: Image.Image, prompt: str, seed: int = 3, mask: Image.Image | None = None) -> np.ndarray:
    request = EngineRequest(
        prompt=prompt,
        operation="replace_background",
        source=png(picture),
        mask=None if mask is None else png(mask),
        seed=seed,
    )
    (made,) = Sketchbook().run(request, silent).pictures
    assert made.image.size == picture.size
    return np.asarray(made.image.convert("RGB"), dtype=float)


def test_what_stands_in_front_stays_and_the_rest_is_new() -> None:
    made, before = placed(ball(), "a beach at noon"), np.asarray(ball(), dtype=float)
    inside, outside = made[80:120, 120:160], made[:40]
    red, green, blue = inside.mean(axis=(0, 1))
    assert red > 2 * green > 0
    assert red > 2 * blue
    assert inside.std(axis=(0, 1)).max() < 6
    assert np.abs(outside - before[:40]).mean() > 30


def test_the_light_on_it_is_that_of_the_scene() -> None:
    noon, night = (placed(ball(), f"a meadow at {hour}")[80:120, 120:160].mean() for hour in ("noon", "night"))
    assert night < 0.8 * noon


def test_it_throws_a_shadow_on_the_ground() -> None:
    with_ball, without = placed(ball(), "a meadow at noon"), placed(hidden(), "a meadow at noon")
    below = np.s_[141:146, 110:170]
    assert with_ball[below].mean() < without[below].mean() - 4


def hidden() -> Image.Image:
    """The same picture, transparent but for a dot far from the ball, which ends where the picture ends."""
    made = ball().convert("RGBA")
    made.putalpha(Image.new("L", made.size, 0))
    made.paste((220, 60, 40, 255), (0, 160, 20, 192))
    return made


def test_a_cut_out_keeps_its_own_outline() -> None:
    cut = ball().convert("RGBA")
    outline = Image.new("L", cut.size, 0)
    ImageDraw.Draw(outline).rectangle((0, 0, 90, 191), fill=255)
    cut.putalpha(outline)
    made = placed(cut, "a beach at noon")
    left = made[20:160, 10:80]
    assert left.std(axis=(0, 1)).max() < 6
    assert np.abs(made[100, 140] - (220, 60, 40)).max() > 40


def test_what_is_painted_over_stays() -> None:
    mask = Image.new("L", (288, 192), 0)
    mask.paste(255, (0, 150, 60, 192))
    made = placed(ball(), "a galaxy", mask=mask)
    green = made[160:185, 10:50].mean(axis=(0, 1))
    assert green[1] > green[0]
    assert green[1] > green[2]


def test_the_same_seed_draws_the_same() -> None:
    assert (placed(ball(), "a forest", 5) == placed(ball(), "a forest", 5)).all()
    assert (placed(ball(), "a forest", 5) != placed(ball(), "a forest", 6)).any()


def test_where_nothing_stands_out_it_says_what_to_do() -> None:
    clear = Image.new("RGBA", (96, 96), (0, 0, 0, 0))
    with pytest.raises(Unsupported, match="Paint over what should stay"):
        placed(clear, "a beach")
