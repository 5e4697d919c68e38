"""Names for addresses hold the letters of any script, whole, and little else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.slugs import MOST_CHARS, folded, slug_of, slug_of_its_own


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Harbour & <walk>!", "harbour-walk"),
        ("Море и лес", "море-и-лес"),  # noqa: RUF001 - Cyrillic, not Latin
        ("Λιμάνι και ΔΆΣΟΣ", "λιμάνι-και-δάσος"),
        ("海辺", "海辺"),
        ("Cafe\u0301  Noir", "café-noir"),
        ("\uff26\uff35\uff2c\uff2c\u3000width ②", "full-width-2"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("ميناء الصباح", "ميناء-الصباح"),
        ("نیم\u200cپز", "نیمپز"),
        ("葛\U000e0100城", "葛城"),
        ("1\ufe0f\u20e3 first \u0301", "1-first"),
        ("straße 7", "straße-7"),
        ("🎨 ../..", "project"),
        ("\u0301\u0301", "project"),
        ("", "project"),
    ],
)
def test_names_become_readable_addresses(name: str, slug: str) -> None:
    assert slug_of(name, "project") == slug


@pytest.mark.parametrize(
    ("name", "end"),
    [("x" * 59 + "e\u0323\u0330", "x"), ("क" * 59 + "कि", "क"), ("x" * 59 + " more", "x"), ("x" * 59 + "海辺", "海")],
)
def test_the_end_is_not_cut_within_a_character(name: str, end: str) -> None:
    slug = slug_of(name, "project")
    assert len(slug) <= MOST_CHARS
    assert slug[-1] == end


@given(st.text(max_size=200))
def test_whatever_the_name_it_is_safe_in_an_address(name: str) -> None:
    slug = slug_of(name, "project")
    assert 0 < len(slug) <= MOST_CHARS
    assert {unicodedata.category(each)[0] for each in slug if each != "-"} <= set("LMN")
    assert unicodedata.category(slug[0])[0] != "M"
    assert slug == folded(slug) == slug_of(slug, "")


@pytest.mark.parametrize(
    ("name", "start"),
    [("Soft Chalk!", "soft-chalk-"), ("Café  Noir", "café-noir-"), ("書道", "書道-"), ("✂", "style-")],
)
def test_those_of_their_own_are_never_the_same(name: str, start: str) -> None:
    made = {slug_of_its_own(name, "style") for _ in range(50)}
    assert len(made) == 50
    assert all(slug.startswith(start) and len(slug) <= 80 for slug in made)
