"""The word diff says what came and what went, and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.word_diff import diff_words

TEXTS = st.text(alphabet="ab ,(){}:é\n", max_size=60)


def shown(old: str, new: str) -> str:
    marks = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(marks[part.kind].format(part.text.strip()) for part in diff_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("soft chalk, rain", "soft chalk, rain", "soft chalk, rain"),
        ("soft chalk, rain", "thick chalk, rain", "[-soft][+thick]chalk, rain"),
        ("soft chalk", "soft chalk, rain", "soft chalk[+, rain]"),
        ("soft chalk, rain", "rain", "[-soft chalk,]rain"),
        ("soft  chalk", "soft chalk", "soft chalk"),
        ("", "chalk", "[+chalk]"),
        ("chalk", "", "[-chalk]"),
        ("", "", ""),
        ("(sea:1.2)", "(sea:1.3)", "(sea:1.[-2][+3])"),
        ("Schnee", "schnee", "[-Schnee][+schnee]"),
    ],
)
def test_it_names_what_changed(old: str, new: str, wanted: str) -> None:
    assert shown(old, new) == wanted


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(old: str, new: str) -> None:
    parts = diff_words(old, new)
    before = "".join(part.text for part in parts if part.kind != "new")
    after = "".join(part.text for part in parts if part.kind != "gone")
    assert before.split() == old.split() or "".join(before.split()) == "".join(old.split())
    assert after == new or "".join(after.split()) == "".join(new.split())


@pytest.mark.parametrize("words", [("a", "b"), ("a, ", "a. "), ("one two ", "two one ")])
def test_the_longest_texts_take_no_time(words: tuple[str, str]) -> None:
    old, new = ((word * 10_000)[:10_000] for word in words)
    started = time.perf_counter()
    diff_words(old, new)
    assert time.perf_counter() - started < 2.0
