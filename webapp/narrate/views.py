"""The narration of a picture: started by its owner, shown to who may see the picture."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import actor, can, own_image, signed_in, visible_image
from webapp.engines.errors import NotConfigured
from webapp.engines.speech.registry import ways_to_speak
from webapp.errors import wants_json
from webapp.htmx import go, page_or_fragment
from webapp.limits import per_user
from webapp.models import Image, Narration
from webapp.narrate.forms import NarrationForm
from webapp.narration.asking import Wish
from webapp.narration.kept import store_again
from webapp.narration.reading import newest_of, texts_of
from webapp.pipeline.aloud import ask_for_narration

bp = Blueprint("narrate", __name__, url_prefix="/images")

LIMIT = "12/minute"
LIVE = ("queued", "running")


@bp.get("/<uuid:pk>/narrate/")
def show(pk: UUID) -> Response:
    """Shows the newest narration, as JSON for who prefers that."""
    image = visible_image(pk)
    is_mine = can(actor(), "edit", image)
    narration = _shown(image, is_mine=is_mine)
    if wants_json():
        made = jsonify(narration=_json(narration) if narration else None)
        made.vary.update(["Accept", "Cookie"])
        return made
    form = NarrationForm(texts_of(image), formdata=None, source=request.args.get("source")) if is_mine else None
    return _page(image, form, narration)


@bp.post("/<uuid:pk>/narrate/")
@signed_in
@per_user(LIMIT)
def create(pk: UUID) -> ResponseReturnValue:
    """Starts a narration of one's own picture; one that is on the way already goes on."""
    image = own_image(pk)
    form = NarrationForm(texts_of(image))
    if not form.validate():
        return _page(image, form, _shown(image, is_mine=True), 422)
    chosen = form.wanted()
    wish = Wish(
        image, chosen.source, chosen.words, form.voice.data or chosen.voice, chosen.story_page_id, chosen.style_id
    )
    return _start(image, form, wish)


@bp.post("/<uuid:pk>/narrate/again/")
@signed_in
@per_user(LIMIT)
def again(pk: UUID) -> ResponseReturnValue:
    """Tries the newest narration once more, with its words and its voice; one that is paid is only stored."""
    image = own_image(pk)
    failed = newest_of(image.id, with_stories=True)
    if failed is None or failed.status != "failed":
        abort(404)
    if store_again(failed.id):
        return go(url_for("narrate.show", pk=image.id))
    wish = Wish(image, failed.source, failed.text, failed.voice, failed.story_page_id)
    return _start(image, NarrationForm(texts_of(image), formdata=None), wish)


def _start(image: Image, form: NarrationForm, wish: Wish) -> ResponseReturnValue:
    try:
        ask_for_narration(current_user._get_current_object(), wish)
    except NotConfigured as error:
        form.form_errors.append(str(error))
        return _page(image, form, _shown(image, is_mine=True), 422)
    return go(url_for("narrate.show", pk=image.id))


def _shown(image: Image, *, is_mine: bool) -> Narration | None:
    """Returns the newest narration; strangers hear nothing of those that are under way, failed or of a story."""
    found = newest_of(image.id, with_stories=is_mine)
    return found if is_mine or (found is not None and found.status == "completed") else None


def _page(image: Image, form: NarrationForm | None, narration: Narration | None, status: int = 200) -> Response:
    said: dict[str, Any] = {
        "image": image,
        "alt": image.alt_text or image.title or "The picture",
        "form": form,
        "narration": narration,
        "is_live": narration is not None and narration.status in LIVE,
        "missing": _missing(form),
        "picture_url": url_for("files.show", pk=image.id, variant="large"),
        "back_url": url_for("images.show", image_id=image.id),
    }
    if status == 200:
        return page_or_fragment("narrate/show.html", "narrate/_narration.html", **said)
    return Response(render_template("narrate/show.html", **said), status)


def _missing(form: NarrationForm | None) -> list[str]:
    """Returns how voices are switched on, where there is none."""
    if form is None or form.voice.choices:
        return []
    return ways_to_speak()


def _json(row: Narration) -> dict[str, Any]:
    told = {"id": str(row.id), "status": row.status, "text": row.text, "source": row.source, "voice": row.voice}
    if row.status != "completed":
        return {**told, "error": row.error_message or None}
    urls = {suffix: url_for("narration_files.sound", pk=row.id, suffix=suffix) for suffix in ("ogg", "mp3")}
    captions = url_for("narration_files.captions", pk=row.id)
    return {**told, "duration_s": row.duration_s, "cues": row.cues, **urls, "captions": captions}
