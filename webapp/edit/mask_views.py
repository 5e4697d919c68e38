"""Masks that are kept: the file of one, and forgetting it."""

from uuid import UUID

from flask import Blueprint, Response, flash
from flask.typing import ResponseReturnValue

from webapp.access import own_kept, signed_in
from webapp.htmx import go, safe_next
from webapp.models import SavedMask
from webapp.operations.saved_masks import forget_mask, mask_data

bp = Blueprint("masks", __name__, url_prefix="/edit/masks")


@bp.get("/<uuid:mask_id>.png")
@signed_in
def show(mask_id: UUID) -> Response:
    answer = Response(mask_data(own_kept(SavedMask, mask_id)), mimetype="image/png")
    answer.cache_control.private = True
    answer.cache_control.max_age = 300
    return answer


@bp.post("/<uuid:mask_id>/forget/")
@signed_in
def forget(mask_id: UUID) -> ResponseReturnValue:
    """Forgets a mask. What was made with it stays."""
    forget_mask(own_kept(SavedMask, mask_id))
    flash("This mask is forgotten. Pictures made with it stay.", "ok")
    return go(safe_next("edit.index"))
