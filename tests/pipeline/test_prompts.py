"""A person's words and a style's words, put together."""

import pytest

from webapp.pipeline.prompts import StyleWords, assemble, assemble_negative


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("a boat", StyleWords(), "a boat"),
        ("a boat", StyleWords("   "), "a boat"),
        ("a boat", StyleWords("ink, paper"), "a boat, ink, paper"),
        ("a boat", StyleWords("ink", placement="prefix"), "ink, a boat"),
        ("a boat", StyleWords("ink drawing of {prompt}, detailed"), "ink drawing of a boat, detailed"),
        ("a boat", StyleWords("{prompt} over {prompt}"), "a boat over a boat"),
        ("a boat, ink", StyleWords("Ink, paper"), "a boat, ink, paper"),
        ("a boat,, ,", StyleWords("ink"), "a boat, ink"),
        ("{prompt}", StyleWords("ink of {prompt}"), "ink of {prompt}"),
    ],
)
def test_the_prompt(text: str, style: StyleWords, expected: str) -> None:
    assert assemble(text, style) == expected


def test_a_prompt_without_a_style_stays_as_it_was_typed() -> None:
    typed = "a  boat,\nanother Boat, boat"
    assert assemble(typed, StyleWords()) == typed


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("", StyleWords(), ""),
        ("fog", StyleWords(), "fog"),
        ("", StyleWords(negative_prompt="photo, blur"), "photo, blur"),
        ("Blur, fog", StyleWords(negative_prompt="photo, blur"), "Blur, fog, photo"),
    ],
)
def test_things_to_avoid_are_named_once(text: str, style: StyleWords, expected: str) -> None:
    assert assemble_negative(text, style) == expected
