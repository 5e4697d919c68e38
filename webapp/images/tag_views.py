"""The owner adds tags to a picture and takes them away, in place or by plain forms."""

from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import ValidationError

from webapp.access import own_image, signed_in
from webapp.htmx import go, is_partial
from webapp.images.forms import TagsForm
from webapp.images.tags import add_tags, completed, remove_tag, tags_context
from webapp.images.views import page_context, said_form
from webapp.models import Image

bp = Blueprint("image_tags", __name__, url_prefix="/images/<uuid:image_id>/tags")


@bp.get("/")
@signed_in
def complete(image_id: UUID) -> str:
    image = own_image(image_id)
    return render_template("images/_tag_options.html", options=completed(image, request.args.get("tags", "")))


@bp.post("/")
@signed_in
def add(image_id: UUID) -> ResponseReturnValue:
    image = own_image(image_id)
    form = TagsForm()
    if not form.validate():
        return _refused(image, form)
    try:
        added = add_tags(image, form.tags.data)
    except ValidationError as error:
        form.tags.errors = [str(error)]
        return _refused(image, form)
    return _answer(image, f"Added: {', '.join(added)}." if added else "The picture has these tags already.")


@bp.post("/remove/")
@signed_in
def remove(image_id: UUID) -> ResponseReturnValue:
    image = own_image(image_id)
    remove_tag(image, request.form.get("name", ""))
    return _answer(image, "Taken away.")


def _answer(image: Image, news: str) -> ResponseReturnValue:
    if is_partial():
        return render_template("images/_tags_changed.html", **tags_context(image, is_mine=True, news=news))
    flash(news, "ok")
    return go(url_for("images.show", image_id=image.id))


def _refused(image: Image, form: TagsForm) -> ResponseReturnValue:
    if is_partial():
        return render_template("images/_tags.html", **tags_context(image, is_mine=True, form=form)), 422
    context = page_context(image, said_form(image)) | tags_context(image, is_mine=True, form=form)
    return render_template("images/show.html", **context), 422
