"""Wildcard lists to look at."""

from uuid import UUID

from flask import Flask
from sqlalchemy import select

from webapp.database import writing
from webapp.extensions import db
from webapp.models import User, WildcardList


def keep_list(app: Flask, owner: User, name: str = "sky", *entries: str) -> UUID:
    """Keeps a list (of red and amber, unless said) and returns its id."""
    lines = entries or ("red", "amber")
    with app.app_context():
        kept = WildcardList(owner_id=owner.id, name=name, entries="\n".join(lines), entry_count=len(lines))
        with writing() as session:
            session.add(kept)
        return kept.id


def lists_in(app: Flask) -> dict[str, str]:
    with app.app_context():
        return {each.name: each.entries for each in db.session.scalars(select(WildcardList))}
