"""The built-in styles come into the database once, and anew when their words change."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion
from webapp.styles import seed
from webapp.styles.builtin import STYLES


def versions(slug: str) -> list[tuple[int, str]]:
    wanted = select(PromptHelperVersion.number, PromptHelperVersion.prompt).join(PromptHelper)
    rows = db.session.execute(wanted.where(PromptHelper.slug == slug).order_by(PromptHelperVersion.number)).all()
    return [(number, prompt) for number, prompt in rows]


def test_there_are_enough_and_each_has_words(context: Flask) -> None:
    assert len(STYLES) >= 16
    assert db.session.scalar(select(func.count(PromptHelper.id))) == len(STYLES)
    assert all(style.prompt and style.purpose for style in STYLES)
    assert len({style.slug for style in STYLES}) == len(STYLES)


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


def test_a_missing_one_is_added_alone(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    added = replace(STYLES[0], slug="brand-new", name="Brand new")
    monkeypatch.setattr(seed, "STYLES", (*STYLES, added))
    assert seed.seed_styles() == 1
    assert versions("brand-new") == [(1, STYLES[0].prompt)]
