"""From the form of an operation to a request in the line."""

from webapp.models import Image, ImageRequest, User
from webapp.operations.forms import OperationForm
from webapp.operations.saved_masks import keep_mask
from webapp.pipeline.edit_size import edit_size
from webapp.pipeline.submit import Wish, submit


def make_request(user: User, image: Image, form: OperationForm, kind: str) -> ImageRequest:
    """Submits what the form asks for. `kind` is edit or upscale. Raises what submit raises."""
    operation, params = form.choice.kind.name, form.params
    width_px, height_px = edit_size(image, form.engine.name, operation, form.model_name, params)
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
        operation=operation,
        params=params,
        source_image_id=image.id,
        mask=form.mask_png,
        pictures=form.further.ids,
    )
    made = submit(user, wish, form.idempotency_key.data)
    if form.mask_png is not None and form.mask_name.data:
        keep_mask(user.id, form.mask_name.data, form.mask_png)
    return made
