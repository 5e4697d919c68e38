"""The composer: describe a picture and send it off."""

import random
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.context import running_now
from webapp.engines.errors import Unsupported
from webapp.errors import AppError
from webapp.generate import final as final_words
from webapp.generate import recipes, service
from webapp.generate.forms import GenerateForm
from webapp.generate.projects import project_context, project_named, theme_of_project
from webapp.generate.surprises import SURPRISES
from webapp.generate.taken import parts_of
from webapp.generate.themes import theme_context
from webapp.htmx import go, is_partial
from webapp.limits import per_user
from webapp.models import ImageRequest
from webapp.pipeline import quota
from webapp.pipeline.blocks import BlockError
from webapp.pipeline.wildcards import WildcardError
from webapp.progress import request_views
from webapp.theme_cards import theme_named

bp = Blueprint("generate", __name__, url_prefix="/generate")


@bp.get("/")
@signed_in
def index() -> str:
    form = GenerateForm(None, **_opening_recipe())
    form.idempotency_key.data = service.new_key()
    return render_template("generate/index.html", **_page(form))


@bp.post("/")
@signed_in
@per_user("20/minute")
def create() -> ResponseReturnValue:
    form = GenerateForm()
    if not form.validate():
        return _again(_with_good_key(form), 422)
    try:
        made = service.make_request(current_user, form)
    except Unsupported as error:
        form.form_errors.append(str(error))
        return _again(form, 422)
    except (WildcardError, BlockError) as error:
        form.prompt.errors = [str(error)]
        return _again(form, 422)
    except AppError as error:
        form.form_errors.append(error.sentence)
        return _again(form, error.status, error.retry_after_s)
    if not is_partial():
        return go(url_for("status.show", pk=made.id))
    return _submitted(form, made)


@bp.post("/composer/")
@signed_in
def composer() -> Response:
    """Shows the composer as it is filled, with what the chosen engine can do. Nothing is judged or stored."""
    form = GenerateForm()
    form.idempotency_key.data = service.new_key()
    return _again(form, 200)


@bp.post("/final/")
@signed_in
@per_user("180/minute")
def final() -> Response:
    """Shows what the engine would read of the composer as it is filled. Nothing is stored."""
    form = GenerateForm()
    if is_partial():
        return make_response(render_template("generate/_final.html", final=_final(form)))
    form.idempotency_key.data = service.new_key()
    return _again(form, 200)


@bp.get("/surprise/")
@signed_in
def surprise() -> ResponseReturnValue:
    prompt = random.choice(SURPRISES)  # noqa: S311 - a good idea, no secret
    if not is_partial():
        return redirect(url_for("generate.index", prompt=prompt))
    return render_template("generate/_prompt.html", form=GenerateForm(None, prompt=prompt))


@bp.get("/estimate/")
@signed_in
def estimate() -> str:
    form = GenerateForm(request.args)
    return render_template("generate/_cost.html", **_cost(form))


def _opening_recipe() -> dict[str, Any]:
    """Returns what the composer opens with: a remix, or the last recipe with what is given."""
    if "remix" in request.args:
        try:
            return recipes.recipe_of(UUID(request.args["remix"])) | {"remix_of": request.args["remix"]}
        except ValueError:
            return {}
    recipe = recipes.sane_recipe(dict(current_user.last_recipe or {}))
    if "take" in request.args:
        return recipe | _taken(request.args["take"], request.args.getlist("only"))
    recipe["blocks"] = [chip.name for chip in final_words.block_chips(current_user.id) if chip.is_on]
    if "style" in request.args:
        recipe |= recipes.opening_with_style(request.args["style"], current_user.id)
    if "theme" in request.args:
        recipe |= {"theme": request.args["theme"].replace("\0", "")[:80]}
    if "project" in request.args:
        recipe |= {"project": request.args["project"][:36]}
    return recipe | ({"prompt": request.args["prompt"][:10_000]} if "prompt" in request.args else {})


def _taken(image_id: str, names: list[str]) -> dict[str, Any]:
    """Returns only these parts of a picture's recipe."""
    try:
        return parts_of(recipes.recipe_of(UUID(image_id)), names)
    except ValueError:
        return {}


def _with_good_key(form: GenerateForm) -> GenerateForm:
    """Says what is wrong with the key, which nobody sees, above the form, and puts a good one in."""
    if form.idempotency_key.errors:
        form.form_errors.extend(form.idempotency_key.errors)
        form.idempotency_key.data = service.new_key()
    return form


def _again(form: GenerateForm, status: int, retry_after_s: int | None = None) -> Response:
    """Shows the composer once more, with what was typed and, where it was judged, why it did not go through."""
    page = "generate/_form.html" if is_partial() else "generate/index.html"
    context = _composer(form) if is_partial() else _page(form)
    answer = make_response(render_template(page, **context), status)
    if retry_after_s is not None:
        answer.headers["Retry-After"] = str(retry_after_s)
    return answer


def _submitted(form: GenerateForm, made: ImageRequest) -> str:
    form.idempotency_key.data = service.new_key()
    (view,) = request_views([made])
    return render_template("generate/_submitted.html", **_composer(form), view=view, running=running_now())


def _page(form: GenerateForm) -> dict[str, Any]:
    now = service.now_views(current_user)
    return _composer(form) | {"now": now, "earlier": service.earlier_cards(current_user, now)}


def _composer(form: GenerateForm) -> dict[str, Any]:
    is_looked_at = request.endpoint == "generate.final" or request.form.get("show") == "final"
    return _cost(form) | {
        "form": form,
        "blocks": final_words.block_chips(current_user.id),
        "final": _final(form) if is_looked_at else None,
        "styles": service.shown_styles(form),
        "engine": service.engine_view(form),
        "remixed": recipes.remixed_image(form),
        **theme_context(form.theme.data or "", current_user.id),
        **project_context(form.project.data or "", current_user),
    }


def _final(form: GenerateForm) -> final_words.FinalView:
    style = service.style_version(form.style.data or "", current_user.id)
    project = project_named(form.project.data or "", current_user)
    world = theme_named(form.theme.data or "", current_user.id) or theme_of_project(project, current_user)
    return final_words.final_view(current_user.id, form, style, world)


def _cost(form: GenerateForm) -> dict[str, float]:
    return {"estimate": service.estimate(form), "remaining": quota.remaining(current_user)}
