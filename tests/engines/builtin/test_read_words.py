"""A prompt is understood: things, numbers, colours, times, and what is not wanted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.engines.builtin.describe import describe
from webapp.engines.builtin.scene import Subject
from webapp.engines.builtin.words import read, tags_in

EVERY_THING = {
    "mountains": "mountains", "hills": "hills", "the sea": "sea", "waves": "waves", "a lake": "lake",
    "a river": "river", "waterfalls": "waterfall", "an island": "island", "a beach": "beach", "cliffs": "cliff",
    "the desert": "desert", "dunes": "dunes", "a forest": "forest", "trees": "tree", "a meadow": "meadow",
    "flowers": "flowers", "a city skyline": "city", "a street": "street", "a house": "house", "castles": "castle",
    "a lighthouse": "lighthouse", "bridges": "bridge", "a boat": "boat", "hot-air balloons": "balloon",
    "a flock of birds": "birds", "the sun": "sun", "the moon": "moon", "stars": "stars", "northern lights": "aurora",
    "a galaxy": "galaxy", "planets": "planet", "clouds": "clouds", "rain": "rain", "snow": "snow", "fog": "fog",
    "lightning": "lightning", "a road": "road", "abstract": "abstract",
}  # fmt: skip


@pytest.mark.parametrize(("prompt", "kind"), EVERY_THING.items())
def test_each_thing_is_known_by_its_word(prompt: str, kind: str) -> None:
    assert read(prompt).has(kind)


@pytest.mark.parametrize(
    ("prompt", "subject"),
    [
        ("three boats", Subject("boat", 3)),
        ("seven hot air balloons", Subject("balloon", 7)),
        ("12 birds", Subject("birds", 12)),
        ("a pair of trees", Subject("tree", 2)),
        ("a small red house", Subject("house", 0, "red")),
        ("two old teal boats", Subject("boat", 2, "teal")),
        ("a lone tree", Subject("tree", 1)),
    ],
)
def test_numbers_and_colours_belong_to_the_thing_they_name(prompt: str, subject: Subject) -> None:
    assert subject in read(prompt).subjects


@pytest.mark.parametrize(
    ("prompt", "time"),
    [
        ("at dawn", "dawn"), ("sunrise", "dawn"), ("morning", "morning"), ("midday", "noon"),
        ("golden hour", "golden"), ("sunset", "sunset"), ("dusk", "dusk"),
        ("blue hour", "twilight"), ("midnight", "night"),
    ],
)  # fmt: skip
def test_times_of_day_are_known(prompt: str, time: str) -> None:
    assert read(prompt).time == time


def test_seasons_framings_and_manners_are_known() -> None:
    scene = read("a close-up watercolour of an autumn tree")
    assert (scene.season, scene.framing, scene.manner) == ("autumn", "close", "watercolour")


def test_weights_are_not_numbers_of_things() -> None:
    assert read("(calm:1.4) boat on the sea").find("boat").count == 0


def test_what_is_refused_is_left_out() -> None:
    assert not read("sea without boats").has("boat")
    assert not read("sea with a boat and birds", negative_prompt="boats").has("boat")


def test_unknown_words_are_kept_and_shape_the_key() -> None:
    assert read("blorp frobnicate").unknown == ("blorp", "frobnicate")
    assert read("blorp").key != read("frobnicate").key


def test_tags_name_what_was_found() -> None:
    tags = tags_in("oil painting of a red lighthouse at golden hour, autumn, blorp")
    assert set(tags) == {"lighthouse", "golden hour", "autumn", "oil", "red"}


@pytest.mark.parametrize(
    ("prompt", "style", "sentence"),
    [
        ("a lighthouse on a cliff at dusk", "watercolour", "Watercolour of a lighthouse on a cliff at dusk."),
        ("a castle, moon and clouds", "oil", "Oil painting of a castle and the moon, with clouds."),
        ("three red boats on a lake", None, "Painting of three red boats by a lake."),
        ("a castle in winter", "oil", "Oil painting of a castle in winter."),
        ("the sea at night", None, "Painting of the sea at night."),
    ],
)  # fmt: skip
def test_alt_text_says_what_there_is_to_see(prompt: str, style: str | None, sentence: str) -> None:
    assert describe(prompt, style) == sentence


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    read(text, text)
    assert describe(text).endswith(".")
