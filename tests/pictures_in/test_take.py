"""What is a picture is made anew: upright, in sRGB, and without anything else its file carried."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.pictures_in import corpus
from tests.pictures_in.corpus import HTML, ZIP, png, saved, scene
from webapp.pictures_in.decode import Clean, clean

MOST_MEMORY_KB = 512 * 1024
CLOSE = 12


def pixels(made: Clean) -> Image.Image:
    return Image.open(io.BytesIO(made.file))


def assert_is_scene(made: Clean) -> None:
    assert (made.width_px, made.height_px) == (96, 64)
    shown = np.asarray(pixels(made).convert("RGB"), dtype=int)
    assert abs(shown[4:12, 4:20] - (255, 255, 255)).mean() < CLOSE
    assert abs(shown[30:60, 5:40] - (200, 30, 30)).mean() < CLOSE
    assert abs(shown[5:60, 55:90] - (30, 30, 200)).mean() < CLOSE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_each_kind_is_taken(kind: str) -> None:
    made = clean(saved(scene(), kind))
    assert_is_scene(made)
    assert not made.is_animated
    assert [Image.open(io.BytesIO(each)).format for each in (made.file, made.small, made.large)] == ["WEBP"] * 3


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright(orientation: int) -> None:
    assert_is_scene(clean(corpus.turned(orientation)))


def test_what_came_exact_stays_exact() -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (60, 80, 3), dtype=np.uint8))
    assert np.array_equal(np.asarray(pixels(clean(saved(noise, "PNG")))), np.asarray(noise))


def test_grey_of_16_bits_keeps_its_brightness() -> None:
    assert pixels(clean(corpus.grey_16())).convert("RGB").getpixel((9, 9)) == (155, 155, 155)


def test_cmyk_becomes_rgb() -> None:
    made = clean(saved(scene().convert("CMYK"), "JPEG", quality=95))
    assert pixels(made).mode == "RGB"
    assert_is_scene(made)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_can_be_seen_through_still_can(mode: str) -> None:
    see_through = corpus.seen_through()
    picture = see_through.quantize(16) if mode == "P" else see_through.convert(mode)
    shown = pixels(clean(saved(picture, "PNG")))
    assert shown.mode == "RGBA"
    alpha = np.asarray(shown)[..., 3]
    assert alpha[0].mean() < 60 < 190 < alpha[-1].mean()


def test_alpha_that_hides_nothing_goes() -> None:
    assert pixels(clean(saved(scene().convert("RGBA"), "PNG"))).mode == "RGB"


@pytest.mark.parametrize("space", ["sRGB", "LAB", "XYZ"])
def test_a_profile_that_does_not_fit_spoils_nothing(space: str) -> None:
    made = clean(corpus.with_profile(space))
    assert_is_scene(made)
    assert "icc_profile" not in pixels(made).info


def test_a_broken_profile_spoils_nothing() -> None:
    assert_is_scene(clean(saved(scene(), "JPEG", quality=95, icc_profile=b"\0" * 16 + b"RGB " + b"nonsense" * 9)))


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_gives_its_first_frame_and_says_so(kind: str) -> None:
    made = clean(corpus.animated(kind))
    assert made.is_animated
    assert_is_scene(made)


def test_many_frames_cost_no_more_than_one() -> None:
    made = clean(corpus.many_frames())
    assert made.is_animated
    assert made.peak_kb < MOST_MEMORY_KB / 2


def test_the_place_and_the_camera_are_dropped() -> None:
    made = clean(corpus.located())
    assert b"script" not in made.file
    assert not pixels(made).getexif()


@pytest.mark.parametrize("tail", [HTML, ZIP])
def test_what_hangs_on_behind_is_gone(tail: bytes) -> None:
    made = clean(png() + tail)
    assert tail not in made.file
    assert_is_scene(made)


def test_the_largest_photo_stays_within_its_memory() -> None:
    made = clean(saved(Image.linear_gradient("L").resize((8000, 5000)).convert("RGB"), "JPEG"))
    assert (made.width_px, made.height_px) == (8000, 5000)
    assert made.peak_kb < MOST_MEMORY_KB
    with Image.open(io.BytesIO(made.small)) as small:
        assert small.size == (480, 300)
