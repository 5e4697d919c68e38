"""The steps that led to a picture, read off its requests, and a step as a wish for another picture.

A step is plain data: kind, operation, model_backend, model, prompt, negative_prompt, params, pictures, seed, and
`mask_of`, the request whose mask it takes along, stretched to the picture it is used on.
"""

from typing import Any
from uuid import UUID

from webapp.engines.errors import Unsupported
from webapp.engines.registry import ENGINES, engine
from webapp.extensions import db
from webapp.models import Image, ImageRequest
from webapp.pipeline.edit_size import edit_size
from webapp.pipeline.sources import mask_bytes, stretched
from webapp.pipeline.submit import Wish

Step = dict[str, Any]

MOST_STEPS = 12
KINDS = ("edit", "upscale")


def steps_to(image: Image) -> list[Step]:
    """Returns the steps that led from the first picture to this one, first step first; none for a picture as drawn."""
    steps: list[Step] = []
    here: Image | None = image
    while here is not None and here.request_id is not None and len(steps) < MOST_STEPS:
        request = db.session.get(ImageRequest, here.request_id)
        if request is None or request.kind not in KINDS or request.user_id != image.owner_id:
            break
        steps.insert(0, _step(request, here.seed))
        here = db.session.get(Image, request.source_image_id) if request.source_image_id else None
    return steps


def wish_for(step: Step, image: Image) -> Wish:
    """Returns what to ask for to do a step to a picture. Raises Unsupported when its engine cannot any more."""
    name, operation = step["model_backend"], step["operation"]
    if name not in ENGINES or operation not in engine(name).capabilities.operations:
        raise Unsupported("The engine of this step cannot do it any more.")
    width_px, height_px = edit_size(image, name, operation, step["model"], step["params"])
    return Wish(
        prompt=step["prompt"],
        negative_prompt=step["negative_prompt"],
        width_px=width_px,
        height_px=height_px,
        model_backend=name,
        model=step["model"],
        kind=step["kind"],
        operation=operation,
        params=dict(step["params"]),
        seed=step["seed"],
        source_image_id=image.id,
        mask=_mask(step, image),
        pictures=dict(step.get("pictures", {})),
    )


def words_of(step: Step) -> str:
    """Returns a step in a few words: "Repaint: a red door"."""
    label = operation_words(step["model_backend"], step["operation"])
    return f"{label}: {step['prompt'][:60]}" if step["prompt"] else label


def operation_words(engine_name: str, operation: str) -> str:
    """Returns what an engine calls an operation: "Enlarge, fast"."""
    known = engine(engine_name).capabilities.operations.get(operation) if engine_name in ENGINES else None
    return (known.label if known else "") or operation.replace("_", " ").capitalize()


def _step(request: ImageRequest, seed: int | None) -> Step:
    return {
        "kind": request.kind,
        "operation": request.operation,
        "model_backend": request.model_backend,
        "model": request.model,
        "prompt": request.prompt,
        "negative_prompt": request.negative_prompt,
        "params": dict(request.params),
        "pictures": dict(request.pictures or {}),
        "seed": request.seed if seed is None else seed,
        "mask_of": str(request.id) if request.mask_path else None,
    }


def _mask(step: Step, image: Image) -> bytes | None:
    if step["mask_of"] is None:
        return None
    request = db.session.get(ImageRequest, UUID(step["mask_of"]))
    data = mask_bytes(request) if request is not None else None
    if data is None:
        raise Unsupported("The mask of this step is not there any more.")
    return stretched(data, image.width_px, image.height_px)
