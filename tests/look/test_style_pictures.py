"""Every style that comes with the studio shows what it does."""

from pathlib import Path

import pytest
from PIL import Image

from webapp.styles.builtin import STYLES

FOLDER = Path(__file__).resolve().parents[2] / "static/img/styles"
LIMIT_BYTES = 20_000


@pytest.mark.parametrize("slug", [style.slug for style in STYLES])
def test_a_style_has_a_small_picture(slug: str) -> None:
    path = FOLDER / f"{slug}.webp"
    assert path.stat().st_size <= LIMIT_BYTES
    with Image.open(path) as picture:
        assert picture.size == (240, 180)


def test_all_of_them_are_light() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 600_000


def test_none_is_left_of_a_style_that_went() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {style.slug for style in STYLES}
