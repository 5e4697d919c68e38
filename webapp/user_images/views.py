"""My pictures: the wall and its sections, what failed, and the trash."""

from uuid import UUID

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.htmx import go, page_or_fragment
from webapp.media import send_stored
from webapp.paging import before_cursor, before_moment, next_url
from webapp.storage.errors import Missing
from webapp.user_images import service
from webapp.wall_filters import MINE, read_filters
from webapp.wall_pages import show_filters, show_months, show_wall
from webapp.walls import my_wall

bp = Blueprint("user_images", __name__, url_prefix="/user-images")


@bp.get("/")
@signed_in
def index() -> ResponseReturnValue:
    filters = read_filters(request.args, MINE)
    return show_wall("user_images/index.html", my_wall(current_user.id, filters), filters)


@bp.get("/filter/")
@signed_in
def choose_filters() -> ResponseReturnValue:
    return show_filters(read_filters(request.args, MINE), MINE, "user_images.index")


@bp.get("/months/")
@signed_in
def months() -> ResponseReturnValue:
    return show_months(my_wall(current_user.id, read_filters(request.args, MINE)), "user_images.index")


@bp.get("/failed/")
@signed_in
def failed() -> ResponseReturnValue:
    page = service.failed_requests(current_user.id, before_cursor())
    return page_or_fragment(
        "user_images/failed.html", "user_images/_failed.html", views=page.views, next_url=next_url(page.before)
    )


@bp.post("/failed/clear/")
@signed_in
def clear_failed() -> ResponseReturnValue:
    service.clear_failed(current_user.id)
    flash("Cleared.", "ok")
    return go(url_for("user_images.failed"))


@bp.get("/trash/")
@signed_in
def trash() -> ResponseReturnValue:
    page = service.trash(current_user.id, before_moment())
    return page_or_fragment(
        "user_images/trash.html", "user_images/_trash.html", items=page.items, next_url=next_url(page.before)
    )


@bp.get("/trash/<uuid:image_id>.webp")
@signed_in
def trash_picture(image_id: UUID) -> ResponseReturnValue:
    """Sends the small thumbnail of a deleted picture to the one who deleted it."""
    image = service.deleted_image(current_user.id, image_id)
    if image is None:
        abort(404)
    try:
        answer = send_stored(image.small_path or image.file_path, "image/webp")
    except Missing:
        abort(404)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@bp.post("/trash/<uuid:image_id>/restore/")
@signed_in
def restore(image_id: UUID) -> ResponseReturnValue:
    if not service.restore_image(current_user.id, image_id):
        abort(404)
    flash("It is back among your pictures.", "ok")
    return go(url_for("user_images.trash"))


@bp.post("/trash/delete/")
@signed_in
def delete_for_good() -> ResponseReturnValue:
    """Deletes those chosen in the trash for good, after one more question."""
    ids = request.form.getlist("ids", type=UUID)[: service.MOST_DELETED]
    if not ids:
        flash("Choose some pictures first.", "error")
    elif request.form.get("sure") != "1":
        return render_template("user_images/delete_for_good.html", ids=ids)
    else:
        number = service.delete_for_good(current_user.id, ids)
        flash(f"{number} picture{'' if number == 1 else 's'} gone for good.", "ok")
    return go(url_for("user_images.trash"))


@bp.get("/trash/empty/")
@signed_in
def confirm_empty() -> str:
    return render_template("user_images/empty_trash.html")


@bp.post("/trash/empty/")
@signed_in
def empty_trash() -> ResponseReturnValue:
    service.empty_trash(current_user.id)
    flash("The trash is empty.", "ok")
    return go(url_for("user_images.trash"))
