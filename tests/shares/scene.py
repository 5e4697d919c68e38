"""Links of pictures, projects and stories, made without the form."""

from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from webapp.extensions import db
from webapp.models import ShareLink
from webapp.sharing.links import KINDS, Terms, make_link
from webapp.tokens import hash_token


def share(app: Flask, thing_id: UUID, kind: str = "image", **terms: Any) -> str:
    """Makes a link and returns its path."""
    with app.app_context():
        return f"/s/{make_link(db.session.get_one(KINDS[kind][0], thing_id), Terms(**terms))}/"


def link_at(app: Flask, path: str) -> ShareLink:
    """Returns the row of the link with this path as the database has it now."""
    with app.app_context():
        token = path.strip("/").split("/")[1]
        return db.session.scalars(select(ShareLink).where(ShareLink.token_hash == hash_token(token))).one()
