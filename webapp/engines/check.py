"""The one place where a request is held against what an engine can do."""

from webapp.engines.base import Engine
from webapp.engines.errors import Unsupported
from webapp.engines.types import Capabilities, EngineRequest


def check(engine: Engine, request: EngineRequest) -> None:
    """Raises Unsupported, naming the limit, when `engine` cannot do `request`."""
    for refuse in (_operation, _prompt, _size, _outputs, _settings):
        sentence = refuse(engine.capabilities, request)
        if sentence:
            raise Unsupported(f"{engine.label} {sentence}")


def _operation(can: Capabilities, request: EngineRequest) -> str | None:
    return None if request.operation in can.operations else f"cannot {request.operation.replace('_', ' ')}."


def _prompt(can: Capabilities, request: EngineRequest) -> str | None:
    if len(request.prompt) <= can.max_prompt_chars:
        return None
    return f"reads at most {can.max_prompt_chars:,} characters; these are {len(request.prompt):,}."


def _size(can: Capabilities, request: EngineRequest) -> str | None:
    limits = can.sizes
    for side_px in (request.width_px, request.height_px):
        if not limits.min_side_px <= side_px <= limits.max_side_px:
            return f"draws sides from {limits.min_side_px} to {limits.max_side_px} pixels."
        if side_px % limits.multiple_px:
            return f"draws sides in steps of {limits.multiple_px} pixels."
    if request.width_px * request.height_px > limits.max_pixels:
        return f"draws at most {limits.max_pixels:,} pixels in a picture."
    return None


def _outputs(can: Capabilities, request: EngineRequest) -> str | None:
    if 1 <= request.num_outputs <= can.max_outputs_per_call:
        return None
    return f"makes at most {can.max_outputs_per_call} pictures at once."


def _settings(can: Capabilities, request: EngineRequest) -> str | None:
    if request.steps is not None and not _within(request.steps, can.steps):
        return _range_sentence("steps", can.steps)
    if request.guidance_scale is not None and not _within(request.guidance_scale, can.guidance_scale):
        return _range_sentence("guidance", can.guidance_scale)
    if request.scheduler and request.scheduler not in can.schedulers:
        return f"has no scheduler called “{request.scheduler}”."
    return None


def _within(value: float, limits: tuple[float, float] | None) -> bool:
    return limits is not None and limits[0] <= value <= limits[1]


def _range_sentence(what: str, limits: tuple[float, float] | None) -> str:
    return f"takes no {what}." if limits is None else f"takes {what} from {limits[0]} to {limits[1]}."
