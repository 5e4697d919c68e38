"""The pages of tags with as many tags as a large studio has."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from tests.scale.statements import listening
from webapp.database import writing
from webapp.extensions import db
from webapp.models import OwnTagCount, Tag, User
from webapp.models.columns import new_id

TAGS = 10_000


@pytest.fixture
def many_tags(filled: Flask, owner: User) -> Flask:
    """The filled studio with TAGS tags more, half of them of public pictures, some of the owner's alone."""
    tags = [
        {"id": new_id(), "name": f"word {n}", "label": f"Word {n}", "public_count": n % 97 if n % 2 else 0}
        for n in range(TAGS)
    ]
    own = [{"owner_id": owner.id, "tag_id": tag["id"], "image_count": n % 7} for n, tag in enumerate(tags[::3])]
    with filled.app_context(), writing() as session:
        session.execute(insert(Tag), tags)
        session.execute(insert(OwnTagCount), own)
    with filled.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return filled


def test_the_pages_of_tags_are_light(many_tags: Flask, as_owner: FlaskClient) -> None:
    as_owner.get("/gallery/")
    for path in ("/tags/", "/tags/?sort=name", "/tags/?q=9", "/tags/?q=9&sort=name", "/tags/boat/"):
        with listening(many_tags) as heard:
            answer = as_owner.get(path)
        assert answer.status_code == 200
        assert len(heard.texts) <= 4
        assert len(answer.data) <= 100_000
    with listening(many_tags) as heard:
        many_tags.test_client().get("/tags/")
    assert len(heard.texts) == 1
