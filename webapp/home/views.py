"""The front door: it leads each person to where they want to be."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from webapp.access import actor

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> Response:
    """Leads people of the studio to the composer and visitors to the wall."""
    return redirect(url_for("generate.index" if actor() else "gallery.index"))
