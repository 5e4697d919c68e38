"""Whatever a wall is narrowed by, it is read along an index in its order: no scan, no sort, at any depth."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import cycle
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, update

from tests.cast import sign_in
from tests.scale.conftest import nth_owner
from tests.scale.statements import listening, plan
from tests.scale.test_plans import NEEDLESS, wall_query
from webapp.cards import PAGE_SIZE
from webapp.database import writing
from webapp.demo.bulk import count_again
from webapp.extensions import db
from webapp.models import Image, ImageProject, ImageRequest, ProjectPicture, PromptHelper, PromptHelperVersion, User
from webapp.models.columns import new_id
from webapp.paging import moment_cursor
from webapp.wall_filters import Filters
from webapp.walls import my_wall

BOTH = ["engine=builtin", "kind=initial", "shape=landscape", "size=small", "tag=boat"]
PAIRS = ["shape=landscape&size=small", "engine=builtin&shape=landscape", "tag=boat&shape=landscape"]
MINE = ["origin=made", "origin=edited", "model=large", "seed=7", "favorites=1", "rating=1", "rating=4", "month=2026-03"]
MY_PAIRS = [
    "favorites=1&shape=landscape",
    "rating=4&engine=builtin",
    "origin=made&month=2026-03",
    "tag=boat&favorites=1",
]


@pytest.fixture
def narrowed(filled: Flask) -> dict[str, UUID]:
    """Spreads styles, themes, models, kinds, seeds and one project over the pictures, and returns the ids."""
    with filled.app_context():
        version = db.session.scalars(select(PromptHelperVersion)).first()
        assert version is not None
        other = db.session.scalars(select(PromptHelper.id).where(PromptHelper.id != version.prompt_helper_id)).first()
        ids = db.session.scalars(select(Image.id).order_by(Image.id)).all()
        theme, project = (
            new_id(),
            ImageProject(slug="coast", name="Coast", owner_id=nth_owner(0).id, visibility="public"),
        )
        styles = cycle([(version.prompt_helper_id, version.id), (other, None), (None, None)])
        rows = [
            {
                "id": image_id,
                "prompt_helper_id": style,
                "prompt_helper_version_id": of_version,
                "theme_helper_id": theme if number % 4 == 0 else None,
                "model": "large" if number % 2 else "",
                "seed": number % 20,
                "origin": "edited" if number % 9 == 0 else "made",
            }
            for number, (image_id, (style, of_version)) in enumerate(zip(ids, styles, strict=False))
        ]
        with writing() as session:
            session.add(project)
            session.flush()
            session.execute(update(Image), rows)
            inside = [{"project_id": project.id, "image_id": image_id} for image_id in ids[::3]]
            session.execute(insert(ProjectPicture), inside)
            count_again(session.connection())
        _count_projects()
        return {"style": version.prompt_helper_id, "version": version.number, "theme": theme, "project": project.id}


def _count_projects() -> None:
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE project_picture, image_project, prompt_helper, prompt_helper_version")


def needless(app: Flask, client: FlaskClient, wall: str, filters: Iterable[str]) -> dict[str, str]:
    """Returns the plans that read or sort more than they show, by what the wall was narrowed by."""
    found = {}
    for each in filters:
        text, values = wall_query(app, client, f"{wall}?{each}")
        with app.app_context():
            how = plan(text, values)
        if NEEDLESS.search(how):
            found[each] = f"{text}\n{how}"
    return found


def test_every_filter_of_the_public_wall_is_read_from_an_index(filled: Flask, narrowed: dict[str, UUID]) -> None:
    with filled.app_context():
        name = nth_owner(0).name
    named = [f"{field}={narrowed[field]}" for field in ("style", "theme", "project")]
    pairs = [*PAIRS, f"{named[0]}&shape=landscape", f"by={name}&shape=landscape"]
    dates = ["month=2026-03", "from=2026-01-01&to=2026-06-30"]
    filters = [*BOTH, *named, *pairs, *dates, f"by={name}"]
    assert needless(filled, filled.test_client(), "/gallery/", filters) == {}


def test_every_filter_of_my_wall_is_read_from_an_index(filled: Flask, narrowed: dict[str, UUID]) -> None:
    with filled.app_context():
        client = sign_in(filled.test_client(), nth_owner(0))
    named = [f"{field}={narrowed[field]}" for field in ("style", "theme", "project")]
    named.append(f"{named[0]}&version={narrowed['version']}")
    filters = [*BOTH, *PAIRS, *MINE, *MY_PAIRS, *named]
    assert needless(filled, client, "/user-images/", filters) == {}


def test_the_trash_the_failures_and_the_enlargements_are_read_from_indexes(filled: Flask) -> None:
    with filled.app_context():
        owner = nth_owner(0)
        _bury_and_fail(owner)
    client = sign_in(filled.test_client(), owner)
    lists = {"user-images/trash/": "ix_image_my_trash", "user-images/failed/": "ix_image_request_"}
    lists[_deep_in_trash()] = "ix_image_my_trash"
    lists["upscale/"] = "ix_image_request_enlarged"
    for path, index in lists.items():
        with listening(filled) as heard:
            assert client.get(f"/{path}").status_code == 200
        queries = [(text, values) for text, values in heard.asked if "LIMIT" in text and "ORDER BY image" in text]
        with filled.app_context():
            plans = [plan(*query) for query in queries]
        assert any(index in how for how in plans), plans
        assert not [how for how in plans if NEEDLESS.search(how)], plans


def _deep_in_trash() -> str:
    """The address of a later page; the cursor names no picture of anybody's."""
    return f"user-images/trash/?before={moment_cursor(datetime.now(UTC) - timedelta(days=3), new_id())}"


def _bury_and_fail(owner: User) -> None:
    ids = db.session.scalars(select(Image.id)).all()[::2]
    people = db.session.scalars(select(User.id)).all()
    now = datetime.now(UTC)
    failed = [
        {
            "id": new_id(),
            "user_id": asker,
            "idempotency_key": f"key-{number}",
            "model_backend": "builtin",
            "prompt": "a boat",
            "width_px": 64,
            "height_px": 64,
            "status": "failed" if number % 4 == 0 else "completed",
            "kind": "upscale" if number % 40 == 1 else "generate",
        }
        for number, asker in zip(range(4000), cycle([owner.id, *people, *people]), strict=False)
    ]
    with writing() as session:
        buried = [{"id": each, "deleted_at": now - timedelta(hours=number % 700)} for number, each in enumerate(ids)]
        session.execute(update(Image), buried)
        session.execute(insert(ImageRequest), failed)
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE image, image_request")


def test_the_ids_of_a_project_on_my_wall_are_read_in_their_order(filled: Flask, narrowed: dict[str, UUID]) -> None:
    """Numbered pages and walls by meaning read them without the pictures."""
    with filled.app_context():
        wall = my_wall(nth_owner(0).id, Filters({"project": narrowed["project"]}))
        with listening(filled) as heard:
            assert len(db.session.scalars(wall.ids().limit(PAGE_SIZE)).all()) == PAGE_SIZE
        how = plan(*heard.asked[-1])
    assert not NEEDLESS.search(how), how
