"""The admin's pages. To others they do not exist."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from webapp.access import admins_only
from webapp.admin import invitations as links
from webapp.htmx import go

bp = Blueprint("admin", __name__, url_prefix="/admin")
bp.before_request(admins_only)


@bp.get("/")
def index() -> str:
    """Shows what there is to look after."""
    return render_template("admin/index.html")


@bp.route("/invitations/", methods=["GET", "POST"])
def invitations() -> str:
    """Lists the links, and makes a new one, which is shown only in this answer."""
    form = FlaskForm()
    fresh_url = _link(links.make_invitation(current_user.id)) if form.validate_on_submit() else None
    return render_template(
        "admin/invitations.html", form=form, fresh_url=fresh_url, invitations=links.newest_invitations()
    )


@bp.post("/invitations/<uuid:invitation_id>/revoke/")
def revoke_invitation(invitation_id: UUID) -> ResponseReturnValue:
    """Withdraws a link."""
    if not links.revoke_invitation(invitation_id):
        abort(404)
    flash("That link lets nobody in any more.", "success")
    return go(url_for("admin.invitations"))


def _link(token: str) -> str:
    """Returns the whole address: under BASE_URL if that is given, else as this page was asked for."""
    path = url_for("accounts.register", token=token)
    base_url: str = current_app.extensions["settings"].base_url
    return base_url + path if base_url else url_for("accounts.register", token=token, _external=True)
