"""Pictures with tags, and what a page of tags shows."""

import re
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import delete

from tests.cast import make_image
from webapp.database import writing
from webapp.models import Tag, User
from webapp.tag_counts import counting
from webapp.tagging import tags_from

LISTED = re.compile(r'<a class="chip" href="/tags/([^"/]+)/"><bdi>([^<]*)</bdi> <span class="hint">(\d+)<')


def without_tags(app: Flask) -> Flask:
    """Takes away the tags that built-in styles and themes bring, so that a test says all there are."""
    with app.app_context(), writing() as session:
        session.execute(delete(Tag))
    return app


def hang_tagged(app: Flask, owner: User, words: str, **values: Any) -> UUID:
    """Makes a picture with these tags and returns its id."""
    with app.app_context():
        image = make_image(owner, **values)
        with writing() as session, counting(session, [image.id]):
            image.tags = tags_from(words)
        return image.id


def listed(text: str) -> list[tuple[str, int]]:
    """Returns the tags of a page with their counts, in its order."""
    return [(label, int(count)) for _, label, count in LISTED.findall(text)]
