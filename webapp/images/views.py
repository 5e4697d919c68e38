"""One picture: large, with its recipe and what may be done with it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from webapp.access import actor, can, derivable_image, own_image, recipe_seen, signed_in, visible_image
from webapp.extensions import db
from webapp.htmx import go, is_partial
from webapp.images import service
from webapp.images.alt_drafts import drafted_alt
from webapp.images.forms import AltForm, ImageForm
from webapp.images.lineage import became, made_from, other_sizes
from webapp.images.recipes import as_text, recipe_of
from webapp.images.tags import tags_context
from webapp.models import Image, ImageRequest
from webapp.narration.reading import last_heard
from webapp.pipeline import elsewhere
from webapp.pipeline.originals import original_of
from webapp.project_cards import projects_with
from webapp.sharing.links import open_links
from webapp.wall_chips import kind_label

SAID = ("title", "alt_text", "caption", "description", "visibility", "allows_remix")
KINDS = (("PNG", "png"), ("JPEG", "jpg"), ("AVIF", "avif"))

bp = Blueprint("images", __name__, url_prefix="/images")


@bp.get("/<uuid:image_id>/")
def show(image_id: UUID) -> str:
    image = visible_image(image_id)
    return render_template("images/show.html", **page_context(image, said_form(image)))


@bp.get("/<uuid:image_id>/remix/")
@signed_in
def remix(image_id: UUID) -> ResponseReturnValue:
    image = derivable_image(image_id)
    return go(url_for("generate.index", remix=image.id))


@bp.get("/<uuid:image_id>/delete/")
@signed_in
def confirm_delete(image_id: UUID) -> str:
    image = own_image(image_id)
    return render_template("images/delete.html", card=service.card_of(image, current_user.id))


@bp.post("/<uuid:image_id>/edit/")
@signed_in
def edit(image_id: UUID) -> ResponseReturnValue:
    image = own_image(image_id)
    form = ImageForm()
    if not form.validate():
        return render_template("images/show.html", **page_context(image, form)), 422
    service.edit_image(image, {name: form[name].data for name in SAID})
    flash("Saved.", "ok")
    return go(url_for("images.show", image_id=image.id))


@bp.post("/<uuid:image_id>/favorite/")
@signed_in
def favorite(image_id: UUID) -> ResponseReturnValue:
    image = own_image(image_id)
    service.toggle_favorite(image)
    if is_partial():
        return render_template("images/_favorite.html", card=service.card_of(image, current_user.id))
    return go(url_for("images.show", image_id=image.id))


@bp.post("/<uuid:image_id>/delete/")
@signed_in
def delete(image_id: UUID) -> ResponseReturnValue:
    image = own_image(image_id)
    service.delete_image(image)
    flash(Markup(render_template("images/_deleted.html", image_id=image.id)), "ok")  # noqa: S704 - our own template, escaped by Jinja
    return go(url_for("user_images.index"))


@bp.post("/<uuid:image_id>/restore/")
@signed_in
def restore(image_id: UUID) -> ResponseReturnValue:
    if service.restore_image(current_user.id, image_id) is None:
        abort(404)
    return go(url_for("images.show", image_id=image_id))


def said_form(image: Image) -> ImageForm:
    """Returns the form with what the owner has said so far, whatever else was sent."""
    return ImageForm(formdata=None, **{name: getattr(image, name) for name in SAID})


def alt_form(image: Image, request: ImageRequest | None) -> AltForm:
    """Returns the form that holds a drafted alt text, to be mended and approved."""
    return AltForm(formdata=None, alt_text=drafted_alt(service.words_to_describe(image, request)))


def page_context(image: Image, form: ImageForm) -> dict[str, Any]:
    """Returns what the picture's page needs, as the caller may see it."""
    viewer = actor()
    viewer_id = viewer.id if viewer else None
    is_mine = viewer_id == image.owner_id
    sees = recipe_seen(viewer, image)
    has_recipe = sees == "full"
    request = db.session.get(ImageRequest, image.request_id) if has_recipe and image.request_id else None
    newer, older = service.neighbours(image, viewer_id)
    before, after = made_from(image), became(image)
    return {
        "image": _shown(image, is_mine),
        "card": service.card_of(image, viewer_id),
        "edit_form": form if is_mine else None,
        "prompt": service.prompt_of(image, request, viewer) if has_recipe else "",
        "prompt_template": request.prompt if request else None,
        "negative_prompt": service.negative_prompt_of(image, request) if has_recipe else "",
        "style": service.style_of(image, viewer, has_recipe=has_recipe) if sees != "hidden" else None,
        "world": service.theme_of(image, viewer) if sees != "hidden" else None,
        "recipe": service.recipe_rows(image, request) if has_recipe else [],
        "also_found": elsewhere.also_found(image) if has_recipe else {},
        **tags_context(image, is_mine),
        "made_from": before,
        "became": after,
        "step_words": kind_label(image.generation_type),
        "step_count": is_mine and image.origin == "edited",
        "recipe_text": as_text(recipe_of(image, viewer)) if has_recipe else "",
        "rating": image.rating,
        "projects": projects_with(image.id, viewer_id),
        "link_count": open_links(image) if is_mine else 0,
        "alt_form": alt_form(image, request) if is_mine and not image.alt_text else None,
        "previous_url": url_for("images.show", image_id=newer) if newer else None,
        "next_url": url_for("images.show", image_id=older) if older else None,
        "back_url": url_for("user_images.index" if is_mine else "gallery.index"),
        "picture_url": url_for("files.show", pk=image.id, variant="picture"),
        "sizes": other_sizes(image, before, after),
        **_files(image, is_mine),
        "listen_url": url_for("narrate.show", pk=image.id) if is_mine or last_heard(image.id) else None,
        "remix_url": url_for("images.remix", image_id=image.id) if can(viewer, "derive", image) else None,
    }


def _files(image: Image, is_mine: bool) -> dict[str, Any]:
    """Returns where the file is, as it is kept and in other formats."""
    return {
        "download_url": url_for("files.show", pk=image.id, variant="picture", download=1),
        "versions": [(label, url_for("files.convert", pk=image.id, kind=kind)) for label, kind in KINDS],
        "original_url": url_for("files.original", pk=image.id) if is_mine and original_of(image) else None,
    }


def _shown(image: Image, is_mine: bool) -> dict[str, Any]:
    return {
        "title": image.title,
        "description": image.description,
        "alt_text": image.alt_text,
        "caption": image.caption,
        "visibility": image.visibility,
        "width": image.width_px,
        "height": image.height_px,
        "bytes": image.size_bytes,
        "made_at": image.created_at,
        "owner_name": image.owner.name,
        "is_mine": is_mine,
    }
