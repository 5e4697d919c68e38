"""A person's blocks: looked at, made, changed, switched, deleted."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_kept, signed_in
from webapp.htmx import go
from webapp.limits import per_user
from webapp.models import PromptBlock
from webapp.paging import before_cursor, next_url
from webapp.prompt_blocks import service
from webapp.prompt_blocks.forms import BlockForm, block_name

SAID = ("name", "text", "is_on")

bp = Blueprint("prompt_blocks", __name__, url_prefix="/prompt-helpers/blocks")


@bp.get("/")
@signed_in
def index() -> str:
    blocks, before = service.page_of(current_user.id, before_cursor())
    return render_template("prompt_blocks/index.html", blocks=blocks, next_url=next_url(before))


@bp.get("/new/")
@signed_in
def new() -> str:
    form = BlockForm(None, name=block_name(request.args.get("name", ""))[:40], text=request.args.get("text", "")[:2000])
    return render_template("prompt_blocks/edit.html", form=form, block=None)


@bp.post("/new/")
@signed_in
@per_user("60/minute")
def create() -> ResponseReturnValue:
    form = BlockForm()
    if not _is_good(form):
        return render_template("prompt_blocks/edit.html", form=form, block=None), 422
    try:
        block = service.add_block(current_user.id, _said(form))
    except service.NameTaken:
        return _taken(form, None)
    flash(f"Kept. Write @{block.name} in a prompt.", "ok")
    return go(url_for("prompt_blocks.index"))


@bp.get("/<uuid:block_id>/")
@signed_in
def show(block_id: UUID) -> str:
    block = own_kept(PromptBlock, block_id)
    form = BlockForm(None, obj=block)
    return render_template("prompt_blocks/edit.html", form=form, block=block)


@bp.post("/<uuid:block_id>/")
@signed_in
def edit(block_id: UUID) -> ResponseReturnValue:
    block = own_kept(PromptBlock, block_id)
    form = BlockForm()
    if not _is_good(form, block.name):
        return render_template("prompt_blocks/edit.html", form=form, block=block), 422
    try:
        service.change_block(block, _said(form))
    except service.NameTaken:
        return _taken(form, own_kept(PromptBlock, block_id))
    flash("Saved. Pictures made before keep their words.", "ok")
    return go(url_for("prompt_blocks.index"))


@bp.post("/<uuid:block_id>/switch/")
@signed_in
def switch(block_id: UUID) -> ResponseReturnValue:
    service.switch(own_kept(PromptBlock, block_id))
    return go(url_for("prompt_blocks.index"))


@bp.post("/<uuid:block_id>/delete/")
@signed_in
def delete(block_id: UUID) -> ResponseReturnValue:
    block = own_kept(PromptBlock, block_id)
    name = block.name
    service.delete_block(block)
    flash(f"@{name} is gone. Pictures made with it keep their words.", "ok")
    return go(url_for("prompt_blocks.index"))


def _is_good(form: BlockForm, old_name: str = "") -> bool:
    if not form.validate():
        return False
    trouble = service.trouble_with(current_user.id, form.name.data, form.text.data, old_name)
    form.text.errors = [trouble] if trouble else []
    return not trouble


def _taken(form: BlockForm, block: PromptBlock | None) -> ResponseReturnValue:
    form.name.errors = [f"You have a block called @{form.name.data} already. Choose another name."]
    return render_template("prompt_blocks/edit.html", form=form, block=block), 422


def _said(form: BlockForm) -> dict[str, Any]:
    return {name: form[name].data for name in SAID}
