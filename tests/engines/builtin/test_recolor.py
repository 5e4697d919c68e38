"""Recolouring changes what has the named colour, and leaves all else alone."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.colour import oklab, paint
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.builtin.vocabulary import COLOURS
from webapp.engines.check import check
from webapp.engines.errors import Rejected, Stopped, Unsupported
from webapp.engines.types import EngineRequest

DOOR, ROOF = (30, 40, 90, 110), (120, 20, 200, 60)


def house() -> Image.Image:
    """A red door, lit from the left, and a green roof before a grey wall."""
    picture = Image.new("RGB", (220, 140), (168, 166, 160))
    for x in range(DOOR[0], DOOR[2]):
        ImageDraw.Draw(picture).line((x, DOOR[1], x, DOOR[3] - 1), fill=(230 - x, 40 - x // 4, 36))
    picture.paste((50, 140, 70), ROOF)
    return picture


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def wish(picture: Image.Image, what: str, colour: str, **more: Any) -> EngineRequest:
    params = {"select_prompt": what}
    return EngineRequest(prompt=colour, operation="search_recolor", source=png(picture), params=params, **more)


def recoloured(picture: Image.Image, what: str, colour: str, **more: Any) -> Image.Image:
    return Sketchbook().run(wish(picture, what, colour, **more), silent).pictures[0].image


def hue(picture: Image.Image, box: tuple[int, int, int, int]) -> float:
    lab = oklab(np.asarray(picture.convert("RGB").crop(box), np.float32) / 255).reshape(-1, 3).mean(axis=0)
    return float(np.arctan2(lab[2], lab[1]))


def differs(before: Image.Image, after: Image.Image, box: tuple[int, int, int, int]) -> int:
    return int(np.abs(np.asarray(before.crop(box), int) - np.asarray(after.crop(box), int)).max())


@pytest.mark.parametrize("colour", ["blue", "green", "violet"])
def test_the_named_colour_changes_and_the_rest_stays(colour: str) -> None:
    before = house()
    after = recoloured(before, "the red door", f"a {colour} door")
    wanted = oklab(paint(COLOURS[colour]))
    assert hue(after, DOOR) == pytest.approx(float(np.arctan2(wanted[2], wanted[1])), abs=0.15)
    assert after.size == before.size
    assert differs(before, after, ROOF) == 0
    assert differs(before, after, (100, 70, 220, 140)) == 0


def test_light_and_shade_stay() -> None:
    before, after = (np.asarray(each.convert("L"), float)[70, 34:86] for each in (house(), _blue()))
    assert np.corrcoef(before, after)[0, 1] > 0.98


def _blue() -> Image.Image:
    return recoloured(house(), "red", "blue")


def test_a_thing_is_found_by_its_usual_colour() -> None:
    before = house()
    after = recoloured(before, "the grass", "yellow")
    assert differs(before, after, ROOF) > 60
    assert differs(before, after, DOOR) == 0


def test_a_grey_can_be_named_too() -> None:
    before = house()
    after = recoloured(before, "grey", "black")
    assert np.asarray(after.convert("L"))[130, 110] < np.asarray(before.convert("L"))[130, 110] - 40
    assert differs(before, after, (126, 26, 194, 54)) == 0


def test_nothing_changes_outside_the_mask() -> None:
    before, mask = house(), Image.new("L", (220, 140), 0)
    mask.paste(255, (0, 0, 60, 140))
    after = recoloured(before, "red", "blue", mask=png(mask))
    assert differs(before, after, (30, 40, 60, 110)) > 60
    assert differs(before, after, (60, 0, 220, 140)) == 0


def test_a_mask_alone_is_enough() -> None:
    before, mask = house(), Image.new("L", (220, 140), 0)
    mask.paste(255, ROOF)
    after = recoloured(before, "", "orange", mask=png(mask))
    assert differs(before, after, ROOF) > 60
    assert differs(before, after, DOOR) == 0


def test_transparency_stays() -> None:
    cut = house().convert("RGBA")
    cut.putalpha(Image.linear_gradient("L").resize(cut.size))
    assert recoloured(cut, "red", "blue").getchannel("A").tobytes() == cut.getchannel("A").tobytes()


@pytest.mark.parametrize(("what", "colour", "said"), [("the parrot", "blue", "by their colour"), ("red", "it", "new")])
def test_it_says_what_it_needs(what: str, colour: str, said: str) -> None:
    with pytest.raises(Unsupported, match=said):
        check(Sketchbook(), wish(house(), what, colour))


def test_a_colour_that_is_not_there_is_said() -> None:
    with pytest.raises(Rejected, match="violet"):
        recoloured(house(), "violet", "blue")


def test_it_stops_when_told_to() -> None:
    def stop(*_told: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        Sketchbook().run(wish(house(), "red", "blue"), stop)
