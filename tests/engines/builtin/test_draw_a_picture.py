"""Sketchbook as people meet it: sizes, seeds, manners, progress, stopping."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.engines.builtin.helpers import picture
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.builtin.manners import MANNERS
from webapp.engines.builtin.sheet import PROMPTS, draw_sheet
from webapp.engines.builtin.vocabulary import COLOURS, SUBJECT_WORDS
from webapp.engines.errors import Stopped
from webapp.engines.types import EngineRequest, EngineResult

PROMPT = "a red house by a lake with mountains, birds and clouds, morning"


def run(prompt: str = PROMPT, width: int = 128, height: int = 128, **more: object) -> EngineResult:
    request = EngineRequest(prompt=prompt, width_px=width, height_px=height, **more)  # type: ignore[arg-type] # a test's shorthand
    return Sketchbook().run(request, lambda *_: None)


def test_it_is_ready_with_nothing_set_up_and_says_what_it_is() -> None:
    assert Sketchbook().is_ready()
    assert "without an AI model" in Sketchbook.about


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, again = (run(seed=7).pictures[0].image.tobytes() for _ in range(2))
    assert first == again


def test_another_seed_gives_another_composition() -> None:
    first, other = (np.asarray(run(seed=seed).pictures[0].image, float) for seed in (7, 8))
    assert np.abs(first - other).mean() > 8


def test_every_picture_asked_for_comes_with_its_own_seed() -> None:
    pictures = run(seed=40, num_outputs=3).pictures
    assert [each.seed for each in pictures] == [40, 41, 42]
    assert pictures[1].image.tobytes() == run(seed=41).pictures[0].image.tobytes()


@pytest.mark.parametrize(("width", "height"), [(64, 64), (64, 2048), (2048, 64), (97, 131), (1023, 65), (333, 777)])
def test_any_size_is_drawn_to_the_pixel(width: int, height: int) -> None:
    assert run(width=width, height=height).pictures[0].image.size == (width, height)


@pytest.mark.parametrize("style", sorted(MANNERS))
def test_every_manner_draws_at_the_least_size_and_in_a_panorama(style: str) -> None:
    for width, height in ((64, 64), (65, 260), (410, 71)):
        image = run(width=width, height=height, style_preset=style).pictures[0].image
        assert image.size == (width, height)
        assert np.asarray(image).std() > 6


def test_every_manner_looks_different() -> None:
    drawn = {style: picture(PROMPT, 3, style) for style in MANNERS}
    names = sorted(drawn)
    near = [
        (one, other)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if np.abs(drawn[one] - drawn[other]).mean() < 0.012
    ]
    assert near == []


def test_a_manner_named_in_the_words_is_the_manner() -> None:
    asked, named = picture("ink wash of hills", 3), picture("ink wash of hills", 3, "ink-wash")
    assert np.array_equal(asked, named)


def test_it_offers_just_the_styles_it_draws() -> None:
    assert len(MANNERS) >= 16
    assert Sketchbook.capabilities.style_presets == frozenset(MANNERS)


def test_progress_rises_in_ten_steps_or_more_each_with_a_preview() -> None:
    told: list[tuple[float, str, Image.Image]] = []

    def report(progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
        assert preview is not None
        told.append((progress, stage, Image.open(BytesIO(preview()))))

    Sketchbook().run(EngineRequest(prompt=PROMPT, width_px=600, height_px=300), report)
    assert len(told) >= 10
    assert all(early[0] < late[0] for early, late in pairwise(told))
    assert told[0][0] >= 0
    assert told[-1][0] < 1
    assert all(stage and preview.size == (384, 192) for _, stage, preview in told)
    assert np.asarray(told[-1][2]).std() > np.asarray(told[0][2]).std()


def test_it_stops_within_a_step_when_the_drawing_is_not_wanted() -> None:
    calls: list[str] = []

    def report(progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
        calls.append(stage)
        if len(calls) == 4:
            raise Stopped

    with pytest.raises(Stopped):
        Sketchbook().run(EngineRequest(prompt=PROMPT, width_px=128, height_px=128), report)
    assert len(calls) == 4


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.sampled_from([None, *sorted(MANNERS)]), st.integers(0, 2**32 - 1))
def test_no_prompt_is_an_error(prompt: str, style: str | None, seed: int) -> None:
    assert run(prompt, 64, 72, style_preset=style, seed=seed).pictures[0].image.size == (64, 72)


THINGS = sorted({*SUBJECT_WORDS, *COLOURS, "night", "dawn", "winter", "autumn", "close", "aerial", "seven", "no"})
WORDS = st.lists(st.sampled_from(THINGS), max_size=9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, st.integers(64, 160), st.integers(64, 160), st.integers(0, 2**32 - 1))
def test_any_mixture_of_known_words_is_drawn(words: list[str], width: int, height: int, seed: int) -> None:
    assert run(" ".join(words), width, height, seed=seed).pictures[0].image.size == (width, height)


def test_the_contact_sheet_shows_two_dozen_pictures(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sheet") / "sheet.png"
    draw_sheet(path, cell_px=64)
    with Image.open(path) as sheet:
        cells = [
            np.asarray(sheet.crop((12 + x * 76, 12 + y * 76, 76 + x * 76, 76 + y * 76)), float)
            for y in range(4)
            for x in range(6)
        ]
    assert len(PROMPTS) == 24
    assert all(cell.std() > 5 for cell in cells)
