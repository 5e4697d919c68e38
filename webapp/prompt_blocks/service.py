"""Blocks kept, changed and taken away. Each is its owner's alone."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from webapp.database import writing
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import PromptBlock
from webapp.pipeline.blocks import BlockError, fill_in
from webapp.pipeline.prepare import blocks_of

PAGE_SIZE = 30
MAX_BLOCKS = 200


class NameTaken(ValueError):
    """The person has a block of this name already."""


class TooManyBlocks(AppError):
    status = 409
    code = "too_many_blocks"
    title = "That is a lot of blocks"
    sentence = f"You have {MAX_BLOCKS} blocks, which is as many as the studio keeps. Delete one first."


def page_of(owner_id: UUID, before: UUID | None) -> tuple[list[PromptBlock], UUID | None]:
    """Returns a page of blocks, newest first, and the id that the next page goes on behind."""
    wanted = select(PromptBlock).where(PromptBlock.owner_id == owner_id).order_by(PromptBlock.id.desc())
    if before is not None:
        wanted = wanted.where(PromptBlock.id < before)
    found = list(db.session.scalars(wanted.limit(PAGE_SIZE + 1)))
    shown = found[:PAGE_SIZE]
    return shown, shown[-1].id if len(found) > PAGE_SIZE else None


def trouble_with(owner_id: UUID, name: str, text: str, old_name: str = "") -> str:
    """Returns why a block of these words could not be used beside the person's other blocks, empty when it could."""
    others = {known: words for known, words in blocks_of(owner_id).items() if known != old_name}
    try:
        fill_in(f"@{name}", others | {name: text})
    except BlockError as error:
        return str(error)
    return ""


def add_block(owner_id: UUID, said: dict[str, Any]) -> PromptBlock:
    """Keeps a new block. Raises NameTaken or TooManyBlocks."""
    mine = select(func.count(PromptBlock.id)).where(PromptBlock.owner_id == owner_id)
    block = PromptBlock(owner_id=owner_id, **said)
    try:
        with writing() as session:
            if (session.scalar(mine) or 0) >= MAX_BLOCKS:
                raise TooManyBlocks
            session.add(block)
    except IntegrityError as error:
        raise NameTaken from error
    return block


def change_block(block: PromptBlock, said: dict[str, Any]) -> None:
    """Changes a block. Pictures made with it keep their words. Raises NameTaken."""
    try:
        with writing():
            for name, value in said.items():
                setattr(block, name, value)
    except IntegrityError as error:
        raise NameTaken from error


def switch(block: PromptBlock) -> None:
    with writing():
        block.is_on = not block.is_on


def delete_block(block: PromptBlock) -> None:
    with writing() as session:
        session.delete(block)
