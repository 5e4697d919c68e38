"""The built-in worlds come into the database once, and anew when they change."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from webapp.extensions import db
from webapp.models import PromptHelper, ThemeHelper
from webapp.theme_cards import CATEGORIES
from webapp.theme_helpers import seed, service
from webapp.theme_helpers.worlds import WORLDS

FOLDER = Path(__file__).resolve().parents[2] / "static/img/themes"


def row(slug: str) -> ThemeHelper:
    return db.session.scalars(select(ThemeHelper).where(ThemeHelper.slug == slug)).one()


def test_there_are_24_each_whole(context: Flask) -> None:
    assert len(WORLDS) == len({world.slug for world in WORLDS}) == 24
    for world in WORLDS:
        assert world.category in CATEGORIES
        assert len(world.description) > 40
        assert len(world.prompt) > 80
        assert 3 <= len(world.palette) <= 8
        assert len(world.tags) >= 3
        assert 3 <= len(world.styles) <= 6
    assert len(db.session.scalars(select(ThemeHelper)).all()) == 24


@pytest.mark.parametrize("slug", [world.slug for world in WORLDS])
def test_each_has_a_picture(slug: str) -> None:
    with Image.open(FOLDER / f"{slug}.webp") as picture:
        assert picture.size == (360, 270)


def test_the_pictures_are_light() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 300_000


def test_styles_that_exist_are_recommended_in_their_order(context: Flask) -> None:
    known = set(db.session.scalars(select(PromptHelper.slug)))
    for world in WORLDS:
        assert [style.slug for style in row(world.slug).styles] == [slug for slug in world.styles if slug in known]
    assert row("northern-coast").styles[0].slug == "watercolour"


def test_again_changes_nothing(context: Flask) -> None:
    assert seed.seed_themes() == 0


def test_changed_words_and_tags_are_taken_over(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = replace(WORLDS[3], prompt="other words", tags=("new",), styles=("oil", "no-such-style"))
    monkeypatch.setattr(seed, "WORLDS", (*WORLDS[:3], changed, *WORLDS[4:]))
    assert seed.seed_themes() == 1
    found = row(changed.slug)
    assert (found.prompt, [tag.name for tag in found.tags]) == ("other words", ["new"])
    assert [style.slug for style in found.styles] == ["oil"]
    assert seed.seed_themes() == 0


def test_what_admins_put_first_stays_first(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    service.toggle_featured(row(WORLDS[5].slug))
    monkeypatch.setattr(seed, "WORLDS", (*WORLDS[:5], replace(WORLDS[5], prompt="other words"), *WORLDS[6:]))
    assert seed.seed_themes() == 1
    assert row(WORLDS[5].slug).position == service.FEATURED_POSITION
