"""Vectors are made in the background, whenever words change, and never twice for the same words."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from tests import cast
from webapp.database import writing
from webapp.extensions import db
from webapp.meaning import making
from webapp.meaning.index import vector_of
from webapp.meaning.making import NO_ID, heal, is_wanted, make_wanted
from webapp.models import Embedding, Image, PromptHelper, PromptHelperVersion, Tag, ThemeHelper, User
from webapp.style_writing import StyleDraft, Wording, add_version, create_style


@pytest.fixture
def quiet(context: Flask) -> Flask:
    """A studio in which nothing is wanted."""
    with writing() as session:
        session.execute(delete(Embedding))
    return context


def make_style(owner: User, prompt: str = "thick brush strokes") -> PromptHelper:
    return create_style(owner.id, StyleDraft("Bold paint", Wording(prompt), "For strong pictures."))


def wanted() -> list[tuple[str, UUID]]:
    rows = db.session.execute(select(Embedding.kind, Embedding.thing_id).where(Embedding.wanted_at.is_not(None))).all()
    db.session.commit()
    return [(row.kind, row.thing_id) for row in rows]


def made_at(style: PromptHelper) -> object:
    return db.session.scalar(select(Embedding.made_at).where(Embedding.thing_id == style.id))


def test_what_is_built_in_is_wanted_from_the_start(context: Flask) -> None:
    builtin = sum(db.session.scalar(select(func.count(kind.id))) or 0 for kind in (PromptHelper, ThemeHelper, Tag))
    assert make_wanted(60) == builtin
    assert not is_wanted()
    assert make_wanted() == 0


def test_a_new_style_gets_a_vector_of_its_own(quiet: Flask, alice: User) -> None:
    style = make_style(alice)
    assert wanted() == [("style", style.id)]
    assert vector_of("style", style.id) is None
    assert make_wanted() == 1
    assert vector_of("style", style.id) is not None
    assert wanted() == []


def test_new_words_make_a_new_vector(quiet: Flask, alice: User) -> None:
    style = make_style(alice)
    make_wanted()
    before = vector_of("style", style.id)
    with writing() as session:
        add_version(session, style.id, alice.id, Wording("glowing neon at night"))
    assert make_wanted() == 1
    after = vector_of("style", style.id)
    assert before is not None
    assert after is not None
    assert before @ after < 0.95


def test_a_new_tag_makes_a_new_vector_and_has_one(quiet: Flask, alice: User) -> None:
    style = make_style(alice)
    make_wanted()
    with writing() as session:
        session.get_one(PromptHelper, style.id).tags.append(Tag(name="quay lamp", label="Quay lamp"))
    assert make_wanted() == 2


def test_other_changes_cost_nothing(quiet: Flask, alice: User) -> None:
    style = make_style(alice)
    make_wanted()
    with writing() as session:
        session.get_one(PromptHelper, style.id).visibility = "shared"
    assert wanted() == []


def test_the_same_words_are_not_calculated_again(quiet: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    style = make_style(alice)
    make_wanted()
    before = made_at(style)
    with writing() as session:
        session.get_one(PromptHelper, style.id).name = "Other"
    with writing() as session:
        session.get_one(PromptHelper, style.id).name = "Bold paint"
    monkeypatch.setattr(making, "encode", None)
    assert make_wanted() == 0
    assert (wanted(), made_at(style)) == ([], before)


def test_themes_and_pictures_have_vectors_too(quiet: Flask, alice: User) -> None:
    theme = ThemeHelper(slug="coast", name="Northern coast", prompt="cold sea, red houses", owner_id=alice.id)
    with writing() as session:
        session.add(theme)
    picture = cast.make_image(alice, prompt="a red boat in a harbour")
    assert sorted(wanted()) == sorted([("theme", theme.id), ("image", picture.id)])
    assert make_wanted() == 2


def test_a_picture_without_words_has_none_and_is_not_asked_for_again(quiet: Flask, alice: User) -> None:
    picture = cast.make_image(alice, prompt="")
    assert make_wanted() == 0
    assert wanted() == []
    assert vector_of("image", picture.id) is None
    heal("image", NO_ID)
    assert wanted() == []


def test_words_that_change_while_their_vector_is_made_are_not_forgotten(
    quiet: Flask, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = make_style(alice)
    real = making.encode

    def slow(texts: list[str]) -> object:
        monkeypatch.setattr(making, "encode", real)
        with writing() as session:
            session.get_one(PromptHelper, style.id).purpose = "For something else."
        return real(texts)

    monkeypatch.setattr(making, "encode", slow)
    assert make_wanted(0) == 1
    assert wanted() == [("style", style.id)]
    assert make_wanted() == 1


def test_what_was_changed_behind_its_back_is_found(quiet: Flask, alice: User) -> None:
    style, other = make_style(alice), make_style(alice, "other words")
    make_wanted()
    with writing() as session:
        session.execute(
            update(PromptHelperVersion).where(PromptHelperVersion.prompt == "other words").values(prompt="x")
        )
        session.execute(delete(Embedding).where(Embedding.thing_id == style.id))
    assert wanted() == []
    heal("style", NO_ID)
    assert {("style", style.id), ("style", other.id)} <= set(wanted())


def test_the_walk_goes_on_where_it_stopped(quiet: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "CHECKED_AT_ONCE", 10)
    styles = db.session.scalars(select(PromptHelper.id).order_by(PromptHelper.id)).all()
    after = NO_ID
    for number in range(1, len(styles) // 10 + 1):
        after = heal("style", after)
        assert after == styles[number * 10 - 1]
    assert heal("style", after) == NO_ID
    assert {each for _, each in wanted()} == set(styles)


def test_the_vector_of_a_deleted_picture_goes(quiet: Flask, alice: User) -> None:
    kept, gone = cast.make_image(alice), cast.make_image(alice)
    make_wanted()
    with writing() as session:
        session.execute(delete(Image).where(Image.id == gone.id))
    heal("image", NO_ID)
    make_wanted()
    assert db.session.scalars(select(Embedding.thing_id)).all() == [kept.id]
