"""Sentences, their times as captions, and files that play."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engines.speech.sentences import LONGEST, sentences, spread
from webapp.engines.speech.sound import decoded, encoded, silence, webvtt
from webapp.engines.speech.types import Cue


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? “Four.” Five", ["One.", "Two!", "Three?", "“Four.”", "Five"]),
        ("A line\nand\n\nanother", ["A line", "and", "another"]),
        ("3.5 metres of e.g. rope", ["3.5 metres of e.g.", "rope"]),
        ("雨が降る。風が吹く。", ["雨が降る。", "風が吹く。"]),
        ("  \n ", []),
    ],
)
def test_text_is_cut_after_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@given(st.text(max_size=2000))
def test_no_letter_is_lost_and_no_caption_is_long(text: str) -> None:
    parts = sentences(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < len(part) <= LONGEST for part in parts)


@given(st.text(max_size=500), st.floats(0.1, 600))
def test_captions_follow_one_another_and_end_with_the_sound(text: str, duration_s: float) -> None:
    at = 0.0
    for cue in spread(text, duration_s):
        assert at <= cue.start_s <= cue.end_s <= duration_s
        at = cue.end_s


def test_captions_cannot_be_broken_out_of() -> None:
    vtt = webvtt([Cue(0, 3661.0009, "a --> b\n\n00:00:01.000 --> 00:00:02.000 <v Eve> & co")])
    head, times, words = "WEBVTT\n\n", "00:00:00.000 --> 01:01:01.000\n", "a --&gt; b 00:00:01.000 --&gt; 00:00:02.000 "
    assert vtt == f"{head}{times}{words}&lt;v Eve&gt; &amp; co\n"


@pytest.mark.parametrize("suffix", ["ogg", "mp3"])
def test_a_long_sound_is_written_whole(suffix: str) -> None:
    samples, rate_hz = decoded(encoded(silence(90.0, 22050), 22050, suffix))
    assert (rate_hz, len(samples) / rate_hz) == (22050, pytest.approx(90.0, abs=0.1))
