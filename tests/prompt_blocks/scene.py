"""Blocks to look at."""

from uuid import UUID

from flask import Flask
from sqlalchemy import select

from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptBlock, User


def keep_block(app: Flask, owner: User, name: str = "harbour", text: str = "an old harbour", **values: object) -> UUID:
    """Keeps a block and returns its id."""
    with app.app_context():
        block = PromptBlock(owner_id=owner.id, name=name, text=text, **values)
        with writing() as session:
            session.add(block)
        return block.id


def blocks_in(app: Flask) -> list[PromptBlock]:
    with app.app_context():
        return list(db.session.scalars(select(PromptBlock).order_by(PromptBlock.id)))
