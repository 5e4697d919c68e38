"""Tags are read as people type them, and every spelling of a word is one tag."""

import pytest
from flask import Flask
from sqlalchemy import select
from wtforms.validators import ValidationError

from webapp.database import writing
from webapp.extensions import db
from webapp.models import Tag
from webapp.tagging import MOST_TAGS, fold, parse_tags, tags_from, tags_named


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        (" , ,, ", []),
        ("Boat, Red  Sea ,boat", ["Boat", "Red Sea"]),
        ("one\ntwo\r\nthree", ["one", "two", "three"]),
        ("海、山\uff0c空", ["海", "山", "空"]),
        ("#harbour, # Night", ["harbour", "Night"]),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", ["\U0001f468\u200d\U0001f469\u200d\U0001f467"]),
        ("1980s, b/w, C#", ["1980s", "b/w", "C#"]),
    ],
)
def test_a_list_is_read_as_typed(typed: str, read: list[str]) -> None:
    assert parse_tags(typed) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boat", "bOAT"),
        ("STRASSE", "Straße"),
        ("cafe\u0301", "CAFÉ"),
        ("\uff4e\uff45\uff4f\uff4e", "Neon"),
        ("red  sea", " Red Sea "),
        ("#night", "Night"),
        ("❤\ufe0f", "❤"),
        ("b/w", "B W"),
        ("\u0391\u03a3", "\u03b1\u03c2"),
    ],
)
def test_spellings_of_a_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize("text", ["a//b", "#x", "\uff58\uff0c\uff59", "\uff21\uff0f\uff22", "İstanbul", "ﬁne  ART"])
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert not set("/\\,") & set(fold(text))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("boat, sea\0", "cannot be seen"),
        ("ab\ud800", "cannot be seen"),
        ("ab\u202ecd", "cannot be seen"),
        ("a" * 61, "too long"),
        ("\ufdfa" * 5, "too long"),
        (",".join(str(n) for n in range(MOST_TAGS + 1)), "Keep it to 30"),
        ("..", "no letter"),
        ("/", "no letter"),
    ],
)
def test_what_cannot_be_a_tag_is_refused_in_words(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        parse_tags(typed)


def test_a_tag_is_made_once_and_keeps_its_first_spelling(context: Flask) -> None:
    with writing():
        first = tags_from("Red Sea, boat")
    with writing():
        second = tags_from("BOAT, red sea, new")
    assert [tag.label for tag in first] == ["Red Sea", "boat"]
    assert [tag.id for tag in second[:2]] == [first[1].id, first[0].id]
    assert len(db.session.scalars(select(Tag).where(Tag.name.in_(["boat", "new", "red sea"]))).all()) == 3


def test_our_own_names_are_made_to_fit(context: Flask) -> None:
    with writing():
        tags = tags_named(["Ink, wash", "x" * 80, "", "boat", "Boat"])
    assert [tag.name for tag in tags] == ["ink wash", "boat"]
