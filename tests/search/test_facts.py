"""Words together with filters: the index knows what is known of a picture, and follows it as it changes."""

from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.cast import make_image
from tests.search.conftest import Search, found_in
from webapp.database import writing
from webapp.extensions import db
from webapp.image_projects.service import add_pictures, remove_picture
from webapp.models import Image, ImageProject, PromptHelperVersion, User
from webapp.models.columns import new_id
from webapp.picture_changes import set_many, tag_many, untag_many
from webapp.tag_counts import counting
from webapp.tagging import tags_from

MINE, GALLERY = "/user-images/", "/gallery/"
BOTH = ("shape=landscape", "size=small", "engine=builtin", "kind=search_replace", "tag=Old+Sea", "tag=sea&tag=fog")
BOTH += ("month=2025-10", "from=2025-10-01&to=2025-10-20", "shape=square&kind=initial")
ONLY_MINE = ("model=org/Large+v1.5:x", "origin=edited", "seed=7", "favorites=1", "rating=1", "rating=4", "rating=5")


@pytest.fixture
def varied(app: Flask, alice: User, bob: User) -> dict[str, str]:
    """Twelve public pictures that differ in everything; returns what names styles, themes and projects."""
    with app.app_context():
        version = db.session.scalars(select(PromptHelperVersion)).first()
        assert version is not None
        theme, project = new_id(), ImageProject(slug="coast", name="Coast", owner_id=alice.id, visibility="public")
        with writing() as session:
            session.add(project)
        old = UUID("019a0000-0000-7000-8000-000000000001")  # in October 2025
        for number in range(12):
            sizes = {"width_px": 300, "height_px": 200 if number % 2 else 300}
            made = make_image(
                alice if number % 4 else bob,
                **({"id": old} if number == 0 else {}) | sizes,
                visibility="public",
                model_backend="builtin" if number % 2 else "stability",
                model="org/Large v1.5:x" if number % 3 else "",
                generation_type="search_replace" if number % 5 == 0 else "initial",
                prompt_helper_id=version.prompt_helper_id if number % 3 else None,
                prompt_helper_version_id=version.id if number % 2 else None,
                theme_helper_id=theme if number % 4 == 1 else None,
                seed=number % 2 * 7,
                is_favorite=number % 3 == 0,
                rating=number % 6,
                title="boat",
            )
            with writing() as session, counting(session, [made.id]):
                named = ("sea" if number % 2 else "", "Old Sea" if number % 3 == 0 else "", "fog" if number > 6 else "")
                session.get_one(Image, made.id).tags = tags_from(", ".join(filter(None, named)))
            if number % 3 == 1:
                add_pictures(project, [made.id], alice.id)
        style = f"style={version.prompt_helper_id}"
        return {"style": style, "version": f"{style}&version={version.number}", "theme": f"theme={theme}"} | {
            "project": f"project={project.id}"
        }


def test_words_and_filters_find_what_filters_alone_do(
    app: Flask, as_alice: FlaskClient, varied: dict[str, str]
) -> None:
    named = [varied[name] for name in ("style", "theme", "project")]
    public = [*BOTH, *named, "by=bOB", "by=Nobody", "tag=nowhere"]
    for wall, queries in ((GALLERY, public), (MINE, [*BOTH, *ONLY_MINE, *named, varied["version"]])):
        for query in queries:
            without = found_in(as_alice.get(f"{wall}?{query}").text)
            assert found_in(as_alice.get(f"{wall}?q=boat&{query}").text) == without, query
            assert without or "Nobody" in query or "nowhere" in query or wall == MINE, query
            assert found_in(as_alice.get(f"{wall}?q=zeppelin&{query}").text) == []


def test_what_changes_is_found_as_it_is_now(app: Flask, search: Search, as_alice: FlaskClient, alice: User) -> None:
    with app.app_context():
        made = make_image(alice).id

    def finds(**filters: str) -> bool:
        return search(as_alice, "boat", **filters) == [str(made)]

    assert not finds(favorites="1")
    with app.app_context(), writing() as session:
        session.get_one(Image, made).is_favorite = True
        session.get_one(Image, made).rating = 4
    assert finds(favorites="1")
    assert finds(rating="3")
    assert not finds(rating="5")
    with app.app_context(), writing() as session:
        set_many(session, [made], rating=5, is_favorite=False)
        tag_many(session, [made], ["Night watch"])
    assert finds(rating="5", tag="night watch")
    assert not finds(favorites="1")
    with app.app_context(), writing() as session:
        untag_many(session, [made], ["Night watch"])
    assert not finds(tag="night watch")


def test_a_project_counts_while_the_picture_hangs_there_and_it_is_seen(
    app: Flask, search: Search, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    with app.app_context():
        made = make_image(alice, visibility="public", title="boat").id
        project = ImageProject(slug="coast", name="Coast", owner_id=alice.id)
        with writing() as session:
            session.add(project)
        add_pictures(project, [made], alice.id)
        project_id = project.id
    inside = dict(parse_qsl(f"project={project_id}"))
    assert search(as_alice, "boat", GALLERY, **inside) == [str(made)]
    assert search(as_bob, "boat", GALLERY, **inside) == []
    with app.app_context():
        remove_picture(project_id, made)
    assert search(as_alice, "boat", GALLERY, **inside) == []


def test_facts_cannot_be_typed(app: Flask, search: Search, as_alice: FlaskClient, alice: User) -> None:
    with app.app_context():
        make_image(alice, is_favorite=True, seed=7, rating=3)
    for words in ("ffavorites1", "fseed7", "frating3", "fshapelandscape", "fkindinitial"):
        assert search(as_alice, words) == []
