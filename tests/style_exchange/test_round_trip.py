"""What goes out comes in again, for every format that can carry it; and no file makes a reader stumble."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.style_exchange import files
from webapp.style_exchange.drafts import Draft, Problem, Unreadable
from webapp.style_exchange.shelf import FORMATS, read_file

RECIPE = {
    "steps": 20,
    "guidance_scale": 7.5,
    "scheduler": "Euler a",
    "model": "big",
    "shape": "free",
    "width": 512,
    "height": 768,
}
NAMED = {"shape": "3:2", "steps": 7}
STYLES = (
    Draft("After", "soft washes, “wet” paper", "photo"),
    Draft("Before", "oil painting", "", "prefix"),
    Draft("Around", "a postcard of {prompt},\non a table"),
    Draft("Only avoids", "", "text, watermark"),
    Draft("Weights; 'quotes', \"and\" <b>marks</b>", "(glow:1.3), <lora:paint:0.8>, __colour__, {a|b}", "dull"),
    Draft("=cmd|' /C calc'!A0", "-flat, +grain, @home", "=1+1"),
    Draft("日本 🎨", "浮世絵, עברית", "写真"),
)
REPLACES = Draft("Instead", "an empty white page", "", "replace")
FULL = Draft("Full", "words", "bad", "append", "What it is for", RECIPE)
KEYS = list(FORMATS)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="{}#"), max_size=40)


def again(key: str, styles: list[Draft]) -> list[Draft]:
    """Writes the styles as `key` and reads them back, without their places."""
    _, entries = read_file(FORMATS[key].write(styles))
    assert not [entry for entry in entries if isinstance(entry, Problem)]
    return [replace(entry, place="", notes=()) for entry in entries if isinstance(entry, Draft)]


@pytest.mark.parametrize("key", KEYS)
def test_styles_come_back_as_they_went(key: str) -> None:
    assert again(key, list(STYLES)) == list(STYLES)


@pytest.mark.parametrize("key", ["swarmui", "horde"])
def test_words_that_replace_come_back_where_they_can(key: str) -> None:
    assert again(key, [REPLACES]) == [REPLACES]


@pytest.mark.parametrize("key", ["a1111", "fooocus", "invokeai", "sdnext"])
def test_words_that_replace_become_words_that_follow_and_the_page_says_so(key: str) -> None:
    assert again(key, [REPLACES]) == [replace(REPLACES, placement="append")]
    assert "replace" in FORMATS[key].loses


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("sdnext", FULL),
        ("swarmui", FULL),
        ("horde", replace(FULL, purpose="")),
        ("a1111", replace(FULL, purpose="", recipe={})),
        ("fooocus", replace(FULL, purpose="", recipe={})),
        ("invokeai", replace(FULL, purpose="", recipe={})),
    ],
)
def test_purpose_and_recipe_come_back_where_the_page_says_so(key: str, kept: Draft) -> None:
    assert again(key, [FULL]) == [kept]
    assert ("recipe" in FORMATS[key].keeps) == bool(kept.recipe)
    assert ("purpose" in FORMATS[key].keeps) == bool(kept.purpose)


@pytest.mark.parametrize("key", ["sdnext", "swarmui", "horde"])
def test_a_shape_goes_out_in_pixels_and_comes_back_by_name(key: str) -> None:
    assert again(key, [Draft("Wide", "x", recipe=NAMED)]) == [Draft("Wide", "x", recipe=NAMED)]


@pytest.mark.parametrize("key", ["swarmui", "horde"])
def test_two_of_one_name_both_come_back_where_names_are_keys(key: str) -> None:
    twins = [Draft("Twin", "one"), Draft("Twin", "two")]
    assert [(style.name, style.prompt) for style in again(key, twins)] == [("Twin", "one"), ("Twin 2", "two")]


@pytest.mark.parametrize("key", KEYS)
@given(words=st.lists(WORDS, min_size=2, max_size=2), placement=st.sampled_from(["append", "prefix"]))
@settings(max_examples=40, deadline=None)
def test_any_words_come_back(key: str, words: list[str], placement: str) -> None:
    prompt, avoided = (" ".join(each.split()).strip(", \u3000") for each in words)
    style = Draft("Any", prompt or "x", avoided, placement)
    assert again(key, [style]) == [style]


def test_no_cell_of_words_is_a_formula_and_names_stay_keys() -> None:
    for key in ("a1111", "invokeai"):
        rows = list(csv.reader(io.StringIO(FORMATS[key].write(STYLES).decode("utf-8-sig"), newline="")))
        assert not [cell for row in rows for cell in row[1:] if cell.startswith(("=", "+", "-", "@"))]
        assert rows[6][0] == STYLES[5].name


def test_invokeai_gets_no_column_that_it_refuses() -> None:
    header = FORMATS["invokeai"].write(STYLES).decode().splitlines()[0]
    assert header == '"name","prompt","negative_prompt"'


def test_every_sdxl_prompt_has_its_slot() -> None:
    written = json.loads(FORMATS["fooocus"].write([*STYLES, REPLACES]))
    assert all("{prompt}" in each["prompt"] for each in written)


CORPUS: list[bytes] = [
    files.A1111.encode(),
    files.A1111_OLD.encode("utf-16"),
    files.BROKEN.encode(),
    *(files.as_json(value) for value in (files.FOOOCUS, files.INVOKEAI, files.SDNEXT, files.SWARMUI, files.HORDE)),
]
PIECES = st.sampled_from(
    [
        b'"',
        b",",
        b"{",
        b"}",
        b"[",
        b"]",
        b"\0",
        b"\xff",
        b"\n",
        b"\\",
        b"\\ud800",
        b"null",
        b"NaN",
        b"1e999",
        b"{prompt}",
    ]
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 2_000), st.integers(0, 12), st.one_of(PIECES, st.binary(max_size=4))), max_size=6
)


@given(start=st.sampled_from(CORPUS), changes=CHANGES)
@settings(max_examples=300, deadline=None)
def test_a_changed_file_is_read_or_refused_in_words(start: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    data = start
    for where, gone, piece in changes:
        at = where % (len(data) + 1)
        data = data[:at] + piece + data[at + gone :]
    holds_or_says_why(data)


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "prompt", "negative", "extra", "param_map", "steps", "title", "a"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=300, deadline=None)
def test_any_json_is_read_or_refused_in_words(value: Any) -> None:
    holds_or_says_why(json.dumps(value).encode())


def holds_or_says_why(data: bytes) -> None:
    refusal = ""
    try:
        _, entries = read_file(data)
    except Unreadable as error:
        refusal = str(error)
        entries = []
    assert entries or refusal.endswith(".")
    for entry in entries:
        assert entry.place
        if isinstance(entry, Problem):
            assert entry.sentence.endswith(".")
        else:
            assert entry.name
            assert entry.prompt or entry.negative_prompt
            assert "\0" not in entry.name + entry.prompt + entry.negative_prompt
            (entry.name + entry.prompt + entry.negative_prompt + entry.purpose + json.dumps(entry.recipe)).encode()
