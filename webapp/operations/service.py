"""From the form of an operation to a request in the line."""

from typing import Any

from webapp.engines.sizes import fitted
from webapp.models import Image, ImageRequest, User
from webapp.operations.forms import OperationForm
from webapp.pipeline.submit import Wish, submit


def make_request(user: User, image: Image, form: OperationForm, kind: str) -> ImageRequest:
    """Submits what the form asks for. `kind` is edit or upscale. Raises what submit raises."""
    width_px, height_px = _size(image, form)
    can = form.engine.capabilities
    wish = Wish(
        prompt=form.prompt.data if form.does.prompt != "none" else "",
        negative_prompt=form.negative_prompt.data if can.negative_prompt and form.does.prompt != "none" else "",
        width_px=width_px,
        height_px=height_px,
        model_backend=form.engine.name,
        model=form.model_name,
        num_outputs=form.num_outputs.data if kind == "edit" else 1,
        seed=form.seed.data,
        kind=kind,
        operation=form.choice.kind.name,
        params=form.parameters.values,
        source_image_id=image.id,
        mask=form.mask_png,
    )
    return submit(user, wish, form.idempotency_key.data)


def _size(image: Image, form: OperationForm) -> tuple[int, int]:
    """Returns the pixels of the result as far as they are known before: what its place on the page is made for."""
    if form.does.has_size:
        return fitted(
            image.width_px, image.height_px, form.engine.capabilities.sizes_for(form.does.name, form.model_name)
        )
    grown = {name: _number(form.parameters.values, name) for name in ("left", "right", "up", "down")}
    width_px, height_px = image.width_px + grown["left"] + grown["right"], image.height_px + grown["up"] + grown["down"]
    scale = form.parameters.values.get("scale") or 1
    return round(width_px * scale), round(height_px * scale)


def _number(values: dict[str, Any], name: str) -> int:
    return int(values.get(name) or 0)
