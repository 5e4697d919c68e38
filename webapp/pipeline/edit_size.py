"""The size of what an edit makes, as far as it is known before: what its place on the page is made for."""

from collections.abc import Mapping
from typing import Any

from webapp.engines.registry import engine
from webapp.engines.result_size import result_size
from webapp.engines.sizes import fitted
from webapp.models import Image


def edit_size(
    image: Image, engine_name: str, operation_name: str, model: str, params: Mapping[str, Any]
) -> tuple[int, int]:
    """Returns width and height in pixels of what `operation_name` makes of the picture."""
    can = engine(engine_name).capabilities
    if can.operations[operation_name].has_size:
        return fitted(image.width_px, image.height_px, can.sizes_for(operation_name, model))
    return result_size((image.width_px, image.height_px), params, can.parameters_for(operation_name, model))
