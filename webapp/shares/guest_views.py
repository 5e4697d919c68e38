"""Where a link leads: to its password, to its picture, or on to its project or story."""

from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor
from webapp.htmx import go
from webapp.models import Image
from webapp.shares.forms import UnlockForm
from webapp.sharing.guests import Variant, found_by, keep_quiet, let_in, picture_shown, send_picture
from webapp.sharing.links import count_use
from webapp.sharing.locks import is_open, unlock

ROOMS = {"project": "shared_projects.show", "story": "shared_stories.show"}

bp = Blueprint("shared", __name__, url_prefix="/s/<token>")
bp.after_request(keep_quiet)


@bp.get("/")
def show(token: str) -> ResponseReturnValue:
    link, thing = found_by(token)
    if not is_open(link):
        return _locked(token, UnlockForm(formdata=None))
    viewer = actor()
    if viewer is None or viewer.id != link.owner_id:
        count_use(link)
    if not isinstance(thing, Image):
        return go(url_for(ROOMS[link.kind], token=token))
    picture_url = url_for("shared.file", token=token, image_id=thing.id, variant="picture")
    return render_template("shares/guest.html", **picture_shown(link, thing, picture_url, tells_recipe=True))


@bp.post("/")
def open_up(token: str) -> ResponseReturnValue:
    """Takes the password of a link."""
    link, _thing = found_by(token)
    form = UnlockForm()
    if not link.password_hash:
        return go(url_for("shared.show", token=token))
    if not form.validate():
        return _locked(token, form, status=422)
    if not unlock(link, form.password.data):
        form.password.errors = ["That is not its password. Ask who sent you the link."]
        return _locked(token, form, status=422)
    return go(url_for("shared.show", token=token))


@bp.get("/<uuid:image_id>/<any(small, large, picture):variant>.webp")
def file(token: str, image_id: UUID, variant: Variant) -> BaseResponse:
    """Sends the picture of an open link."""
    link, image = let_in(token, "image", is_page=False)
    if image.id != image_id:
        abort(404)
    return send_picture(link, image, variant)


def _locked(token: str, form: UnlockForm, status: int = 200) -> Response:
    return make_response(render_template("shares/locked.html", form=form, token=token), status)
