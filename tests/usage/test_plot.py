"""The bars say what the numbers say."""

import pytest

from webapp.usage.plot import HEIGHT, LEAST_HEIGHT, plot_credits, plot_pictures, round_top


@pytest.mark.parametrize(
    ("largest", "top"),
    [(0, 5), (1, 5), (5, 5), (6, 6), (9, 10), (11, 20), (21, 30), (51, 60), (1000, 1000), (1001, 2000)],
)
def test_the_top_of_a_count_is_a_round_number(largest: float, top: float) -> None:
    assert round_top(largest, whole=True) == top


@pytest.mark.parametrize(("largest", "top"), [(0, 1), (0.0035, 0.004), (0.3, 0.3), (1, 1), (2.5, 3), (0.1 + 0.2, 0.3)])
def test_the_top_of_an_amount_may_be_small(largest: float, top: float) -> None:
    assert round_top(largest, whole=False) == pytest.approx(top)


def test_bars_are_as_high_as_their_numbers() -> None:
    plot = plot_pictures([0, 5, 10])
    assert [(bar.x, bar.y, bar.height, bar.words) for bar in plot.bars] == [
        (11.0, 50.0, 50.0, "2: 5 pictures"),
        (21.0, 0.0, HEIGHT, "3: 10 pictures"),
    ]
    assert plot.summary == "Pictures a day. Most on day 3: 10 pictures."


def test_the_smallest_amount_can_be_seen() -> None:
    assert plot_credits([0.001, 1000.0]).bars[0].height == LEAST_HEIGHT


def test_nothing_is_said_too() -> None:
    assert plot_pictures([0] * 30).summary == "Pictures a day: none."
