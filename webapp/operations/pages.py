"""What the pages of editing and enlarging show, and how they answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from webapp.access import actor, can, derivable_image
from webapp.cards import Card, card_query, make_cards
from webapp.context import running_now
from webapp.engines import registry
from webapp.engines.errors import Unsupported
from webapp.errors import AppError
from webapp.extensions import db
from webapp.htmx import go, is_partial
from webapp.models import Image, ImageRequest
from webapp.models.image import IS_KEPT, REMIX
from webapp.operations.forms import OperationForm
from webapp.operations.offered import Choice, Kind, choices
from webapp.operations.service import make_request
from webapp.progress import RequestView, request_views
from webapp.tokens import new_token

SHOWN_AT_MOST = 24
NOW_AT_MOST = 6
KEY_CHARS = 40


@dataclass(frozen=True, slots=True)
class Room:
    """One of the two rooms. `kind` is what its requests are: edit or upscale."""

    kind: str
    kinds: tuple[Kind, ...]


def show(room: Room, image_id: UUID) -> ResponseReturnValue:
    """Shows the form for one picture, with the operation and the engine that the address names."""
    image, known = derivable_image(image_id), choices(room.kinds, registry.ENGINES)
    form = _form(image, known, request.args)
    if form is not None:
        form.idempotency_key.data = new_token()[:KEY_CHARS]
    return _page(room, image, known, form, 200)


def create(room: Room, image_id: UUID) -> ResponseReturnValue:
    """Makes a request of the form, or shows it again with what is wrong."""
    image, known = derivable_image(image_id), choices(room.kinds, registry.ENGINES)
    form = _form(image, known)
    if form is None:
        return _page(room, image, known, form, 422)
    if not form.validate():
        return _page(room, image, known, form, 422)
    try:
        made = make_request(current_user, image, form, room.kind)
    except Unsupported as error:
        form.form_errors.append(str(error))
        return _page(room, image, known, form, 422)
    except AppError as error:
        form.form_errors.append(error.sentence)
        return _page(room, image, known, form, error.status)
    if not is_partial():
        return go(url_for("status.show", pk=made.id))
    return _submitted(room, image, known, form, made)


def newest_cards() -> list[Card]:
    """Returns the person's newest pictures, to choose one from."""
    mine = card_query().where(Image.owner_id == current_user.id, IS_KEPT).limit(SHOWN_AT_MOST)
    return make_cards(db.session.execute(mine).all(), current_user.id)


def _form(image: Image, known: Iterable[Choice], *given: Any) -> OperationForm | None:
    able = [each for each in known if each.engines]
    return OperationForm(able, (image.width_px, image.height_px), *given) if able else None


def _page(room: Room, image: Image, known: list[Choice], form: OperationForm | None, status: int) -> Response:
    if is_partial() and form is not None:
        return make_response(render_template("edit/_form.html", **_context(room, image, known, form)), status)
    context = _context(room, image, known, form) | {"now": _now(image)}
    return make_response(render_template("edit/show.html", **context), status)


def _submitted(room: Room, image: Image, known: list[Choice], form: OperationForm, made: ImageRequest) -> str:
    form.idempotency_key.data = new_token()[:KEY_CHARS]
    (view,) = request_views([made])
    context = _context(room, image, known, form)
    return render_template("edit/_submitted.html", **context, view=view, running=running_now())


def _context(room: Room, image: Image, known: list[Choice], form: OperationForm | None) -> dict[str, Any]:
    (card,) = make_cards(db.session.execute(card_query().where(Image.id == image.id)).all(), current_user.id)
    return {
        "room": room,
        "image": image,
        "card": card,
        "before": _before(image),
        "picture_url": url_for("files.show", pk=image.id, variant="picture"),
        "choices": known,
        "form": form,
        "create_url": url_for(f"{room.kind}.create", image_id=image.id),
        "show_url": url_for(f"{room.kind}.show", image_id=image.id),
    }


def _before(image: Image) -> UUID | None:
    """Returns the picture that this one was made from, while the person may go on from it."""
    is_edit = image.parent_id and image.generation_type != REMIX
    parent = db.session.get(Image, image.parent_id) if is_edit else None
    return parent.id if parent is not None and parent.deleted_at is None and can(actor(), "derive", parent) else None


def _now(image: Image) -> list[RequestView]:
    """Returns what the person asked for of this picture lately, newest first."""
    recent = (
        select(ImageRequest)
        .where(ImageRequest.user_id == current_user.id, ImageRequest.source_image_id == image.id)
        .order_by(ImageRequest.id.desc())
        .limit(NOW_AT_MOST)
    )
    return request_views(list(db.session.scalars(recent)))
