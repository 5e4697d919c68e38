"""Words and shapes that the templates use."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.filters import (
    RATIOS,
    ago,
    bytes_words,
    columns_class,
    credits_words,
    ordinal,
    ratio_class,
    wall_sizes,
)

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SIDES = st.integers(1, 5000)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=-20), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1, hours=1), "yesterday"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=8), "2 March 2026"),
    ],
)
def test_ago_is_rough_and_in_words(before: timedelta, words: str) -> None:
    assert ago(NOW - before, NOW) == words


def test_ago_takes_a_time_without_zone_as_utc() -> None:
    assert ago(datetime(2026, 3, 10, 11, 0), NOW) == "1 hour ago"  # noqa: DTZ001 - what is tested


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (840_000, "840 kB"),
        (999_999, "1.0 MB"),
        (1_240_000, "1.2 MB"),
        (48_000_000, "48 MB"),
        (3_000_000_000, "3.0 GB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_bytes_are_told_as_people_do(size: int, words: str) -> None:
    assert bytes_words(size) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0.0, "no credits"),
        (1.0, "1 credit"),
        (12.0, "12 credits"),
        (0.25, "0.25 credits"),
        (0.001, "under 0.01 credits"),
        (1200.5, "1,200.5 credits"),
    ],
)
def test_credits_in_words(amount: float, words: str) -> None:
    assert credits_words(amount) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (23, "23rd")],
)
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [
        (1024, 1024, "r-100"),
        (1216, 810, "r-150"),
        (896, 1120, "r-80"),
        (1344, 756, "r-178"),
        (756, 1344, "r-56"),
        (1536, 658, "r-233"),
        (64, 2048, "r-45"),
        (2048, 64, "r-300"),
    ],
)
def test_a_picture_gets_the_class_of_its_shape(width: int, height: int, name: str) -> None:
    assert ratio_class(width, height) == name


@given(SIDES, SIDES)
def test_a_shape_is_met_within_four_percent_or_is_an_extreme(width: int, height: int) -> None:
    shown = int(ratio_class(width, height)[2:]) / 100
    is_extreme = shown * 100 in {RATIOS[0], RATIOS[-1]}
    assert is_extreme or abs(shown / (width / height) - 1) < 0.04


@given(SIDES, SIDES)
def test_sizes_never_ask_for_more_than_the_screen_of_a_phone(width: int, height: int) -> None:
    assert int(wall_sizes(width, height).split(") ")[1].split("vw")[0]) <= 100


@pytest.mark.parametrize(
    ("count", "width", "height", "name"),
    [
        (1, 3, 2, "c-1"),
        (4, 3, 2, "c-2"),
        (4, 2, 3, "c-4"),
        (5, 3, 2, "c-3"),
        (6, 1, 1, "c-3"),
        (8, 1, 1, "c-4"),
    ],
)
def test_tall_pictures_stand_in_more_columns(count: int, width: int, height: int, name: str) -> None:
    assert columns_class(count, width, height) == name
