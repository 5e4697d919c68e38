"""A project as somebody with a link to it sees it: its pictures, and as much about each as the link shows."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.cards import Card
from webapp.extensions import db
from webapp.htmx import page_or_fragment
from webapp.image_projects import listing
from webapp.models import Image, ImageProject, ShareLink
from webapp.sharing.guests import Variant, keep_quiet, let_in, picture_shown, send_picture

NOT_DESCRIBED = "A picture without a description yet"

bp = Blueprint("shared_projects", __name__, url_prefix="/s/<token>/project")
bp.after_request(keep_quiet)


@bp.get("/")
def show(token: str) -> Response:
    link, project = let_in(token, "project")
    hung = listing.pictures_of(project.id, None)
    return page_or_fragment(
        "image_projects/guest.html",
        "gallery/_cards.html",
        project=project,
        tells_words=link.shows != "picture",
        cards=[_card(token, link, card) for card in hung.cards],
        next_url=listing.after_url(hung.after),
    )


@bp.get("/<uuid:image_id>/")
def picture(token: str, image_id: UUID) -> str:
    link, project = let_in(token, "project")
    image = _hung(project, image_id)
    # Others in the project keep their recipes, unless the project tells them to everybody.
    tells_recipe = image.owner_id == link.owner_id or project.guest_sees == "full"
    shown = picture_shown(link, image, _file_url(token, image_id, "picture"), tells_recipe=tells_recipe)
    return render_template("shares/guest.html", **shown, back_url=url_for("shared_projects.show", token=token))


@bp.get("/<uuid:image_id>/<any(small, large, picture):variant>.webp")
def file(token: str, image_id: UUID, variant: Variant) -> BaseResponse:
    """Sends a picture that hangs in the project of an open link."""
    link, project = let_in(token, "project", is_page=False)
    return send_picture(link, _hung(project, image_id), variant)


def _hung(project: ImageProject, image_id: UUID) -> Image:
    """Returns the picture if it hangs in the project, else 404."""
    is_there = listing.hung_query(project.id).with_only_columns(Image).where(Image.id == image_id)
    found: Image | None = db.session.scalar(is_there)
    return found or abort(404)


def _file_url(token: str, image_id: UUID, variant: Variant) -> str:
    return url_for("shared_projects.file", token=token, image_id=image_id, variant=variant)


def _card(token: str, link: ShareLink, card: Card) -> Card:
    """Returns the card with addresses that the link opens, and without the words that it does not tell."""
    large_url = _file_url(token, card.id, "large")
    download_url = f"{_file_url(token, card.id, 'picture')}?download=1" if link.allows_download else ""
    led = replace(
        card,
        url=url_for("shared_projects.picture", token=token, image_id=card.id),
        small_url=_file_url(token, card.id, "small"),
        large_url=large_url,
        download_url=download_url,
    )
    if link.shows != "picture":
        return led
    alt = NOT_DESCRIBED if card.alt == card.title else card.alt
    return replace(led, title="", owner_name="", alt=alt)
