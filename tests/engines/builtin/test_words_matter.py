"""The words decide what is drawn: measured, over several seeds."""

import cv2
import numpy as np
import pytest

from tests.engines.builtin.helpers import SEEDS, average_lab, lightness, mean_lab, picture, scene
from webapp.engines.builtin.colour import oklab, paint
from webapp.engines.builtin.pixels import as_float, grey
from webapp.engines.builtin.vocabulary import COLOURS


def blobs(changed: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]", least_px: int) -> int:
    """Counts the separate patches of at least `least_px` pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(changed.astype(np.uint8))
    return int((stats[1:, cv2.CC_STAT_AREA] >= least_px).sum())


@pytest.mark.parametrize("word", ["red", "teal", "violet", "green", "amber"])
def test_a_colour_word_moves_the_whole_picture_towards_it(word: str) -> None:
    aim = oklab(paint(COLOURS[word]))[1:]
    plain, coloured = average_lab("hills at noon")[1:], average_lab(f"{word} hills at noon")[1:]
    assert (coloured - plain) @ (aim / np.linalg.norm(aim)) > 0.015


def test_a_day_darkens_from_noon_to_night() -> None:
    noon, dusk, night = (average_lab(f"hills and a lake at {time}")[0] for time in ("noon", "dusk", "night"))
    assert noon > dusk + 0.12
    assert dusk > night + 0.03


def test_mountains_have_a_ridge_line_and_meadows_do_not() -> None:
    def roughness(prompt: str) -> float:
        found = []
        for seed in SEEDS:
            stage = scene(prompt, seed, until="Distance")
            top = (stage.canvas.layers > stage.canvas.layers[0].max()).argmax(axis=0)
            found.append(float(np.ptp(top)) + float(np.abs(np.diff(top)).sum()) / 4)
        return float(np.mean(found))

    assert roughness("mountains, noon") > 2.5 * roughness("a meadow, noon")


@pytest.mark.parametrize("count", [1, 3, 5])
def test_as_many_balloons_as_the_words_say(count: int) -> None:
    for seed in SEEDS:
        stage = scene(f"{count} balloons at noon", seed, until="Trees", side=320)
        before = stage.canvas.layers.max()
        whole = scene(f"{count} balloons at noon", seed, side=320)
        assert blobs(whole.canvas.layers > before, 400) == count


def test_as_many_boats_as_the_words_say() -> None:
    for count in (1, 2, 4):
        stage = scene(f"{count} boats on the sea at noon", 4, side=320)
        before = scene(f"{count} boats on the sea at noon", 4, until="Trees", side=320).canvas.layers.max()
        assert blobs(stage.canvas.layers > before, 40) == count


@pytest.mark.parametrize(
    "kind",
    [
        "lighthouse", "castle", "house", "tree", "bridge", "person", "cat", "birds", "city", "waterfall",
        "road", "river", "forest", "clouds", "moon", "rain", "snow", "fog", "lightning", "rainbow", "island",
        "beach", "waves", "flowers", "galaxy", "aurora", "planet", "cactus", "windmill", "village", "pagoda",
        "tent", "boat", "balloon", "mountains", "lake", "sea", "desert", "dunes", "meadow", "cliff", "street",
    ],
)  # fmt: skip
def test_each_thing_changes_the_picture_and_avoiding_it_takes_it_away(kind: str) -> None:
    whole = f"{kind}, hills, twilight"
    shown, avoided = picture(whole, 5), picture(whole, 5, avoid=kind)
    assert float((np.abs(shown - avoided).max(axis=2) > 0.06).mean()) > 0.002


def test_winter_is_whiter_and_autumn_warmer_than_summer() -> None:
    summer, autumn, winter = (
        np.mean([mean_lab(picture(f"hills and a tree, {season} noon", seed)[100:]) for seed in SEEDS], axis=0)
        for season in ("summer", "autumn", "winter")
    )
    assert np.hypot(*winter[1:]) < np.hypot(*summer[1:])
    assert winter[0] > summer[0]
    assert autumn[1] > summer[1] + 0.01


def test_close_is_larger_than_wide() -> None:
    def share(framing: str) -> float:
        found = []
        for seed in SEEDS:
            before = scene(f"{framing} castle, noon", seed, until="Bridges").canvas.layers.max()
            found.append(float((scene(f"{framing} castle, noon", seed).canvas.layers > before).mean()))
        return float(np.mean(found))

    assert share("close-up") > 1.5 * share("wide")


def test_from_above_the_horizon_is_high() -> None:
    for seed in SEEDS:
        assert scene("aerial view of fields", seed).horizon < scene("fields", seed).horizon * 0.6


def test_unknown_words_shape_the_picture() -> None:
    blorp, wibble = picture("blorp", 3), picture("wibble", 3)
    assert float(np.abs(blorp - wibble).mean()) > 0.05


def test_fog_takes_contrast_away() -> None:
    def contrast(prompt: str) -> float:
        return float(np.mean([grey(as_float(picture(prompt, seed))).std() for seed in SEEDS]))

    assert contrast("mountains and a forest in fog, noon") < 0.8 * contrast("mountains and a forest, noon")


def test_the_sea_at_night_carries_the_light_of_the_moon() -> None:
    for seed in SEEDS:
        stage = scene("moon over the sea", seed)
        below = grey(as_float(stage.canvas.px[int(stage.horizon) + 4 :]))
        column = int(stage.light_x)
        path = below[:, max(column - 10, 0) : column + 10].mean()
        assert path > below.mean() * 1.3
        assert lightness(stage.canvas.px) < 0.5
