"""The built-in styles come into the database once, and anew when their words change."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from webapp.database import writing
from webapp.engines.builtin.manners import MANNERS
from webapp.engines.builtin.words import read, tags_in
from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion
from webapp.styles import seed
from webapp.styles.builtin import STYLES


def versions(slug: str) -> list[tuple[int, str]]:
    wanted = select(PromptHelperVersion.number, PromptHelperVersion.prompt).join(PromptHelper)
    rows = db.session.execute(wanted.where(PromptHelper.slug == slug).order_by(PromptHelperVersion.number)).all()
    return [(number, prompt) for number, prompt in rows]


def style_of(slug: str) -> PromptHelper:
    return db.session.scalars(select(PromptHelper).where(PromptHelper.slug == slug)).one()


def test_there_are_enough_and_each_has_words(context: Flask) -> None:
    assert len(STYLES) >= 64
    assert len({style.category for style in STYLES}) >= 10
    assert db.session.scalar(select(func.count(PromptHelper.id))) == len(STYLES)
    assert all(style.prompt and style.negative_prompt and style.tags for style in STYLES)
    assert all(style.purpose.endswith(".") for style in STYLES)
    assert len({style.slug for style in STYLES}) == len({style.name for style in STYLES}) == len(STYLES)


def test_each_is_drawn_in_a_manner_of_its_own_or_with_words_of_its_own() -> None:
    looks = {(style.preset, tags_in(style.prompt), read(style.prompt).framing) for style in STYLES}
    assert len(looks) == len(STYLES)
    assert {style.preset for style in STYLES} <= MANNERS.keys()


def test_no_style_brings_things_that_nobody_asked_for() -> None:
    """Sketchbook reads a style's words too: "depth of field" would draw a meadow."""
    moods = {"fog", "moon"}
    drawn = {style.name: {thing.kind for thing in read(style.prompt).subjects} - moods for style in STYLES}
    assert {name: things for name, things in drawn.items() if things} == {}


def test_tags_and_place_come_with_it(context: Flask) -> None:
    last = STYLES[-1]
    helper = style_of(last.slug)
    assert helper.position == len(STYLES) - 1
    assert {tag.name for tag in helper.tags} == set(last.tags)


def test_again_changes_nothing(context: Flask) -> None:
    before = db.session.scalars(select(PromptHelperVersion.id).order_by(PromptHelperVersion.id)).all()
    assert seed.seed_styles() == 0
    assert db.session.scalars(select(PromptHelperVersion.id).order_by(PromptHelperVersion.id)).all() == before


def test_changed_words_make_a_new_version_and_keep_the_old(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = replace(STYLES[0], prompt="other words")
    monkeypatch.setattr(seed, "STYLES", (changed, *STYLES[1:]))
    assert seed.seed_styles() == 1
    assert versions(changed.slug) == [(1, STYLES[0].prompt), (2, "other words")]
    assert seed.seed_styles() == 0


def test_a_new_name_place_and_tags_make_no_new_version(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = replace(STYLES[5], name="Another name", purpose="For something else.", tags=("other",))
    monkeypatch.setattr(seed, "STYLES", (changed, *STYLES[:5], *STYLES[6:]))
    assert seed.seed_styles() == 6
    helper = style_of(changed.slug)
    assert (helper.name, helper.purpose, helper.position) == ("Another name", "For something else.", 0)
    assert [tag.name for tag in helper.tags] == ["other"]
    assert versions(changed.slug) == [(1, changed.prompt)]


def test_what_people_forked_stays_theirs(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = style_of(STYLES[0].slug)
    with writing() as session:
        fork = PromptHelper(slug="my-fork", name="My own", category="Mine", parent_id=parent.id, newest_number=1)
        fork.versions.append(PromptHelperVersion(number=1, prompt="my words"))
        session.add(fork)
    monkeypatch.setattr(seed, "STYLES", (replace(STYLES[0], prompt="other words"), *STYLES[1:]))
    assert seed.seed_styles() == 1
    kept = style_of("my-fork")
    assert (kept.name, kept.category, kept.parent_id) == ("My own", "Mine", parent.id)
    assert versions("my-fork") == [(1, "my words")]


def test_a_missing_one_is_added_alone(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    added = replace(STYLES[0], slug="brand-new", name="Brand new")
    monkeypatch.setattr(seed, "STYLES", (*STYLES, added))
    assert seed.seed_styles() == 1
    assert versions("brand-new") == [(1, STYLES[0].prompt)]
