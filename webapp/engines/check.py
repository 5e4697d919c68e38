"""The one place where a request is held against what an engine can do."""

from webapp.engines.base import Engine
from webapp.engines.check_parts import check_parameters, check_picture, size_of
from webapp.engines.errors import Unsupported
from webapp.engines.result_size import is_too_large, limit_words, result_size
from webapp.engines.types import Capabilities, EngineRequest, Operation


def check(engine: Engine, request: EngineRequest) -> None:
    """Raises Unsupported, naming the limit, when `engine` cannot do `request`."""
    can = engine.capabilities
    operation = can.operations.get(request.operation)
    if operation is None:
        raise Unsupported(f"{engine.label} cannot {request.operation.replace('_', ' ')}.")
    for refuse in (_model, _prompt, _size, _outputs, _settings, _pictures, _parameters, _result):
        sentence = refuse(can, operation, request)
        if sentence:
            raise Unsupported(f"{engine.label} {sentence}")
    own = engine.refusal(request)
    if own:
        raise Unsupported(f"{engine.label} {own}")


def _model(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    fitting = can.models_for(operation.name)
    if not fitting or request.model in ("", *(model.name for model in fitting)):
        return None
    known = next((model for model in can.models if model.name == request.model), None)
    if known is None:
        return f"has no model called “{request.model}”."
    return f"cannot do “{operation.label or operation.name}” with {known.label or known.name}."


def _prompt(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    if operation.prompt == "required" and not request.prompt.strip():
        return "needs a few words that say what the picture shows."
    for text in (request.prompt, request.negative_prompt):
        if len(text) > can.max_prompt_chars:
            return f"reads at most {can.max_prompt_chars:,} characters; these are {len(text):,}."
    return None


def _size(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    if not operation.has_size:
        return None
    limits = can.sizes_for(operation.name, request.model)
    for side_px in (request.width_px, request.height_px):
        if not limits.min_side_px <= side_px <= limits.max_side_px:
            return f"draws sides from {limits.min_side_px} to {limits.max_side_px} pixels."
        if side_px % limits.multiple_px:
            return f"draws sides in steps of {limits.multiple_px} pixels."
    if request.width_px * request.height_px > limits.max_pixels:
        return f"draws at most {limits.max_pixels:,} pixels in a picture."
    return None


def _outputs(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    if 1 <= request.num_outputs <= can.max_outputs_per_call:
        return None
    return f"makes at most {can.max_outputs_per_call} pictures at once."


def _settings(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    steps = can.steps_for(operation.name, request.model)
    guidance = can.guidance_for(operation.name, request.model)
    if request.steps is not None and not _within(request.steps, steps):
        return _range_sentence("steps", steps)
    if request.guidance_scale is not None and not _within(request.guidance_scale, guidance):
        return _range_sentence("guidance", guidance)
    if request.scheduler and request.scheduler not in can.schedulers:
        return f"has no scheduler called “{request.scheduler}”."
    return None


def _pictures(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    if request.source is not None and operation.source is None:
        return "takes no picture to start from here."
    if request.mask is not None and operation.mask == "none":
        return "takes no mask here."
    if request.source is None and operation.source is not None and operation.source_need == "required":
        return "needs a picture to start from."
    if request.mask is None and operation.mask == "required":
        return "needs to know what may change: paint over it."
    if request.source is not None and operation.source is not None:
        return check_picture(request.source, operation.source)
    return None


def _parameters(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    return check_parameters(can.parameters_for(operation.name, request.model), request.params, request.pictures)


def _result(can: Capabilities, operation: Operation, request: EngineRequest) -> str | None:
    if operation.result is None or request.source is None:
        return None
    parameters = can.parameters_for(operation.name, request.model)
    size_px = result_size(size_of(request.source), request.params, parameters)
    if not is_too_large(size_px, operation.result):
        return None
    most, would_be = limit_words(operation.result, size_px)
    return f"makes pictures of up to {most}; this would be {would_be}."


def _within(value: float, limits: tuple[float, float] | None) -> bool:
    return limits is not None and limits[0] <= value <= limits[1]


def _range_sentence(what: str, limits: tuple[float, float] | None) -> str:
    return f"takes no {what}." if limits is None else f"takes {what} from {limits[0]:g} to {limits[1]:g}."
