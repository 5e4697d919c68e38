"""From a request to the input object of a model."""

import io
from collections.abc import Callable
from typing import Any, Final

from PIL import ImageOps

from webapp.engines.errors import Unsupported
from webapp.engines.pictures import decode
from webapp.engines.replicate.catalogue import RemoteModel
from webapp.engines.replicate.schema import Field
from webapp.engines.replicate.shape import size_input
from webapp.engines.types import EngineRequest

# Where a model names no limit: what all random generators take.
MAX_SEED: Final = 2**32 - 1
LOSSLESS: Final = "png"
_SIZED: Final = frozenset({"generate", "variation"})

HandIn = Callable[[str, bytes], str]


def input_for(request: EngineRequest, model: RemoteModel, hand_in: HandIn) -> dict[str, Any]:
    """Returns what the model is given. `hand_in(name, data)` makes an address of a picture.

    Raises Unsupported when a picture is missing that the model cannot do without.
    """
    given = {**_words(request, model), **_numbers(request, model)}
    if request.operation in _SIZED:
        given |= size_input(model.fields, request.width_px, request.height_px)
    output_format = model.fields.get("output_format")
    if output_format is not None and LOSSLESS in output_format.choices:
        given["output_format"] = LOSSLESS
    others = {field.name: field for field in model.roles.others}
    given |= {
        name: others[name].cast(value)
        for name, value in request.params.items()
        if name in others and value is not None and value != ""
    }
    return given | _pictures(request, model, hand_in)


def used_seed(request: EngineRequest, model: RemoteModel) -> int:
    """Returns the request's seed as far as the model takes it."""
    field = model.fields.get("seed")
    most = int(field.maximum) if field is not None and field.maximum and field.maximum > 0 else MAX_SEED
    return request.seed % (most + 1)


def _words(request: EngineRequest, model: RemoteModel) -> dict[str, Any]:
    words = {"prompt": request.prompt, "negative_prompt": request.negative_prompt}
    return {name: text for name, text in words.items() if text and name in model.fields}


def _numbers(request: EngineRequest, model: RemoteModel) -> dict[str, Any]:
    roles = model.roles
    wanted: list[tuple[Field | None, float | None]] = [
        (model.fields.get("seed"), used_seed(request, model)),
        (roles.steps, request.steps),
        (roles.guidance, request.guidance_scale),
        (roles.count, request.num_outputs),
    ]
    return {field.name: field.cast(value) for field, value in wanted if field is not None and value is not None}


def _pictures(request: EngineRequest, model: RemoteModel, hand_in: HandIn) -> dict[str, Any]:
    source = request.source if request.operation != "generate" else None
    mask = _mask(request.mask, model) if request.operation == "inpaint" and request.mask else None
    if request.operation != "generate" and source is None:
        raise Unsupported("This model needs a picture to start from.")
    held = [(model.roles.source, source), (model.roles.mask, mask)]
    held += [(field, request.pictures.get(field.name)) for field in model.roles.others if field.kind == "picture"]
    return {field.name: _listed(field, hand_in(field.name, data)) for field, data in held if field is not None and data}


def _mask(mask: bytes, model: RemoteModel) -> bytes:
    """Returns the mask as the model reads it: some change what is black."""
    if not model.roles.is_mask_black:
        return mask
    target = io.BytesIO()
    ImageOps.invert(decode(mask).convert("L")).save(target, "PNG")
    return target.getvalue()


def _listed(field: Field, address: str) -> str | list[str]:
    return [address] if field.kind == "pictures" else address
