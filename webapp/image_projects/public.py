"""Published projects, for everybody: their page, their wall, their feed and the picture that links to them show."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.access import actor, can
from webapp.extensions import db
from webapp.htmx import page_or_fragment
from webapp.image_projects import feed as atom
from webapp.image_projects import listing, preview
from webapp.models import ImageProject
from webapp.paging import before_cursor, next_url
from webapp.project_access import visible_project
from webapp.project_cards import ProjectCard
from webapp.slugs import folded

bp = Blueprint("projects", __name__, url_prefix="/projects")


@bp.get("/")
def index() -> Response:
    cards, before = listing.published_projects(_viewer_id(), before_cursor())
    return page_or_fragment(
        "projects/index.html", "image_projects/_cards.html", cards=cards, next_url=next_url(before), is_public=True
    )


@bp.get("/<slug>/")
def show(slug: str) -> Response:
    project = _published(slug)
    return _wall(project, "projects/show.html", listing.parts_of(project.id, _viewer_id()))


@bp.get("/<uuid:project_id>/gallery/")
def gallery(project_id: UUID) -> Response:
    """Shows the wall of a project alone: a published one to everybody, others to their people."""
    return _wall(visible_project(project_id), "projects/gallery.html")


@bp.get("/<slug>/feed.atom")
def feed(slug: str) -> ResponseReturnValue:
    project = _published(slug)
    return _cached(Response(atom.feed_of(project), mimetype="application/atom+xml"))


@bp.get("/<slug>/card.jpg")
def card(slug: str) -> ResponseReturnValue:
    """Sends the picture that other sites show for a link to this project, 1200 by 630 pixels."""
    project = _published(slug)
    drawing = preview.plan(project)
    if request.if_none_match.contains_weak(drawing.digest):
        return _cached(Response(status=304), drawing.digest)
    return _cached(Response(preview.drawn(drawing), mimetype="image/jpeg"), drawing.digest)


def _published(slug: str) -> ImageProject:
    found = db.session.scalar(
        select(ImageProject).where(ImageProject.slug == folded(slug)).options(joinedload(ImageProject.owner))
    )
    if found is None or found.visibility != "public" or not can(actor(), "read", found):
        abort(404)
    return found


def _wall(project: ImageProject, page: str, parts: Sequence[ProjectCard] = ()) -> Response:
    viewer = actor()
    hung = listing.pictures_of(project.id, _viewer_id())
    return page_or_fragment(
        page,
        "gallery/_cards.html",
        project=project,
        cards=hung.cards,
        next_url=listing.after_url(hung.after),
        is_in=can(viewer, "add", project),
        can_feature=viewer is not None and viewer.is_admin,
        base_url=current_app.config["BASE_URL"],
        parts=parts,
        is_public=True,
    )


def _viewer_id() -> UUID | None:
    viewer = actor()
    return viewer.id if viewer else None


def _cached(answer: Response, digest: str = "") -> Response:
    """Asked for again each time, so that what becomes private is gone at once."""
    answer.cache_control.no_cache = True
    if digest:
        answer.set_etag(digest)
        return answer
    answer.add_etag()
    return make_response(answer.make_conditional(request))
