"""Chains: keeping the steps that led to a picture, choosing some for others, forgetting them."""

from uuid import UUID

from flask import Blueprint, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_image, own_kept, signed_in
from webapp.cards import Card, card_query, make_cards
from webapp.chains import service
from webapp.chains.forms import LONGEST_NAME, ChainForm
from webapp.extensions import db
from webapp.htmx import go
from webapp.limits import per_user
from webapp.models import EditChain, Image
from webapp.models.image import IS_KEPT
from webapp.pipeline.chain_steps import steps_to, words_of

SHOWN_AT_MOST = 24

bp = Blueprint("chains", __name__, url_prefix="/edit/steps")


@bp.get("/")
@signed_in
def index() -> str:
    return _page()


@bp.post("/")
@signed_in
@per_user("20/minute")
def start() -> ResponseReturnValue:
    """Begins the chosen steps for the chosen pictures."""
    ids = chosen_ids(request.form.getlist("ids"))
    images = service.own_images(current_user.id, ids[: service.MOST_AT_ONCE])
    found = service.steps_named(current_user.id, request.form.get("chain", ""))
    if found is None or not images:
        problem = "Choose which steps to do." if images else "Choose one picture or more."
        return make_response(_page(problem), 422)
    name, steps = found
    service.start_runs(current_user.id, name, steps, images)
    return go(url_for("chain_runs.index"))


@bp.get("/new/<uuid:image_id>/")
@signed_in
def new(image_id: UUID) -> str:
    image = own_image(image_id)
    steps = _told(image)
    form = ChainForm(name=", then ".join(steps)[:LONGEST_NAME])
    return render_template("chains/new.html", image=image, form=form, steps=steps)


@bp.post("/new/<uuid:image_id>/")
@signed_in
def create(image_id: UUID) -> ResponseReturnValue:
    """Keeps the steps that led to a picture under a name."""
    image, form = own_image(image_id), ChainForm()
    steps = steps_to(image)
    if not form.validate() or not steps:
        page = render_template("chains/new.html", image=image, form=form, steps=_told(image))
        return make_response(page, 422)
    chain = service.keep_chain(current_user.id, form.name.data, steps)
    flash("Kept. Now choose the pictures to do it to.", "ok")
    return go(url_for("chains.index", chain=chain.id))


@bp.post("/<uuid:chain_id>/delete/")
@signed_in
def delete(chain_id: UUID) -> ResponseReturnValue:
    service.delete_chain(own_kept(EditChain, chain_id))
    flash("These steps are forgotten. Pictures made with them stay.", "ok")
    return go(url_for("chains.index"))


def chosen_ids(given: list[str]) -> list[UUID]:
    """Returns the ids in a form or an address, each once; what is no id is passed by."""
    found: dict[UUID, None] = {}
    for each in ",".join(given).split(",")[:200]:
        try:
            found[UUID(each)] = None
        except ValueError:
            continue
    return list(found)


def _page(problem: str = "") -> str:
    ticked = chosen_ids(request.values.getlist("ids"))[: service.MOST_AT_ONCE]
    return render_template(
        "chains/index.html",
        chains=service.chain_views(current_user.id),
        chosen=request.values.get("chain", ""),
        cards=_cards(ticked),
        ticked=set(ticked),
        problem=problem,
    )


def _cards(ticked: list[UUID]) -> list[Card]:
    """Returns the chosen pictures, or the newest ones to choose from."""
    mine = card_query().where(Image.owner_id == current_user.id, IS_KEPT)
    found = db.session.execute(mine.where(Image.id.in_(ticked))).all() if ticked else []
    return make_cards(found or db.session.execute(mine.limit(SHOWN_AT_MOST)).all(), current_user.id)


def _told(image: Image) -> list[str]:
    return [words_of(step) for step in steps_to(image)]
