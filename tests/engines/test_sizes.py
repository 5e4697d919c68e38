"""A wanted size finds the nearest that an engine draws."""

import pytest

from webapp.engines.capabilities import SizeLimits
from webapp.engines.sizes import fitted, nearest_ratio, nearest_size

RATIOS = ((21, 9), (16, 9), (3, 2), (5, 4), (1, 1), (4, 5), (2, 3), (9, 16), (9, 21))


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ((1024, 1024), (1, 1)),
        ((1216, 810), (3, 2)),
        ((1344, 756), (16, 9)),
        ((756, 1344), (9, 16)),
        ((1536, 658), (21, 9)),
        ((896, 1120), (4, 5)),
        ((2000, 200), (21, 9)),
        ((1000, 1100), (1, 1)),
    ],
)
def test_the_nearest_shape(size: tuple[int, int], ratio: tuple[int, int]) -> None:
    assert nearest_ratio(*size, RATIOS) == ratio


def test_the_nearest_of_fixed_sizes_has_the_shape_first_and_the_area_second() -> None:
    choices = ((256, 256), (512, 512), (1024, 1024), (1536, 1024))
    assert nearest_size(600, 600, choices) == (512, 512)
    assert nearest_size(1200, 800, choices) == (1536, 1024)


@pytest.mark.parametrize("size", [(1216, 810), (1344, 756), (658, 1536), (4000, 3000), (70, 64), (64, 3000)])
@pytest.mark.parametrize(
    "limits",
    [
        SizeLimits(64, 2048, 8, 2048 * 2048),
        SizeLimits(64, 3072, 64, 1024 * 1024),
        SizeLimits(256, 1536, 16, 1_000_000),
    ],
)
def test_a_fitted_size_keeps_to_the_limits(size: tuple[int, int], limits: SizeLimits) -> None:
    width_px, height_px = fitted(*size, limits)
    assert width_px % limits.multiple_px == height_px % limits.multiple_px == 0
    assert limits.min_side_px <= min(width_px, height_px)
    assert max(width_px, height_px) <= limits.max_side_px
    assert width_px * height_px <= limits.max_pixels


def test_a_size_that_fits_already_stays_as_it_is() -> None:
    assert fitted(1216, 808, SizeLimits(64, 2048, 8)) == (1216, 808)
