"""What an engine can do, as data: forms show it, check.py holds requests against it, README's table is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["integer", "number", "text", "choice", "switch", "picture"]
Need = Literal["required", "optional", "none"]


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """Which picture sizes an engine draws. Values in pixels, pairs as (width, height).

    `ratios`: the engine draws the nearest of these shapes at a size of its own. `choices`: it draws the nearest of
    exactly these sizes. See sizes.py for both.
    """

    min_side_px: int = 64
    max_side_px: int = 2048
    multiple_px: int = 1
    max_pixels: int = 2048 * 2048
    ratios: tuple[tuple[int, int], ...] = ()
    choices: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What a picture that is handed in must keep to. Sides in pixels, aspects are width / height, None is no limit."""

    min_side_px: int = 1
    max_side_px: int | None = None
    min_pixels: int = 1
    max_pixels: int | None = None
    min_aspect: float | None = None
    max_aspect: float | None = None
    max_bytes: int | None = None
    formats: tuple[str, ...] = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One more field of an operation or a model, as a form shows it and `EngineRequest.params[name]` carries it.

    `minimum` and `maximum` bound a number, `max_chars` a text, `choices` are the values of a choice. A "picture" is
    a file: it travels in `EngineRequest.pictures[name]` and keeps to `limits`. A switch is True or False.
    """

    name: str
    kind: Kind
    label: str = ""
    hint: str = ""
    default: Any = None
    minimum: float | None = None
    maximum: float | None = None
    max_chars: int | None = None
    choices: tuple[str, ...] = ()
    limits: PictureLimits | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing an engine can do, such as "inpaint".

    `source` is what the picture it starts from must keep to, None when it takes none; `source_need` says whether it
    can do without. Masks are white where the picture changes. `has_size`: width and height matter. `credits` is its
    price for one picture, None when the model sets it. `result` is what the finished picture must keep to: more is
    refused and never made smaller in silence. `is_later`: the answer comes by submit() and collect().
    `caveat` tells a person what this engine does less well than others.
    """

    name: str
    label: str = ""
    prompt: Need = "required"
    source: PictureLimits | None = None
    source_need: Need = "required"
    mask: Need = "none"
    parameters: tuple[Parameter, ...] = ()
    has_size: bool = True
    credits: float | None = None
    is_later: bool = False
    result: PictureLimits | None = None
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """One model of an engine. None means: as the engine's own Capabilities say.

    `operations` names what it can do, empty for everything; `credits` is its price for one picture.
    """

    name: str
    label: str = ""
    about: str = ""
    credits: float | None = None
    operations: frozenset[str] = frozenset()
    sizes: SizeLimits | None = None
    steps: tuple[int, int] | None = None
    guidance_scale: tuple[float, float] | None = None
    parameters: tuple[Parameter, ...] = ()


def operations(*known: Operation) -> Mapping[str, Operation]:
    """Returns the operations by name, as Capabilities keeps them."""
    return {operation.name: operation for operation in known}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do. Forms show only this; check.py refuses the rest.

    The first of `models` that can do an operation is used when a request names none. `style_presets` are our styles'
    names.
    """

    operations: Mapping[str, Operation] = field(default_factory=lambda: operations(Operation("generate")))
    models: tuple[Model, ...] = ()
    sizes: SizeLimits = field(default_factory=SizeLimits)
    max_outputs_per_call: int = 1
    max_prompt_chars: int = 10_000
    negative_prompt: bool = False
    seed: bool = True
    steps: tuple[int, int] | None = None
    guidance_scale: tuple[float, float] | None = None
    schedulers: tuple[str, ...] = ()
    style_presets: frozenset[str] = frozenset()
    credits_per_picture: float = 0.0
    is_paid: bool = False

    def models_for(self, operation_name: str = "generate") -> tuple[Model, ...]:
        """Returns the models to choose from for an operation; none where it has no choice of model."""
        return tuple(model for model in self.models if not model.operations or operation_name in model.operations)

    def model_for(self, operation_name: str = "generate", model_name: str = "") -> Model | None:
        """Returns the model of that name, the first fitting one for "", None when there is no such model."""
        fitting = self.models_for(operation_name)
        return next((model for model in fitting if model_name in ("", model.name)), None)

    def sizes_for(self, operation_name: str = "generate", model_name: str = "") -> SizeLimits:
        model = self.model_for(operation_name, model_name)
        return model.sizes if model is not None and model.sizes is not None else self.sizes

    def steps_for(self, operation_name: str = "generate", model_name: str = "") -> tuple[int, int] | None:
        model = self.model_for(operation_name, model_name)
        return model.steps if model is not None and model.steps is not None else self.steps

    def guidance_for(self, operation_name: str = "generate", model_name: str = "") -> tuple[float, float] | None:
        model = self.model_for(operation_name, model_name)
        return model.guidance_scale if model is not None and model.guidance_scale is not None else self.guidance_scale

    def credits_for(self, operation_name: str = "generate", model_name: str = "") -> float:
        """Returns the price of one picture in credits: the operation's own, else the model's, else the engine's."""
        operation, model = self.operations.get(operation_name), self.model_for(operation_name, model_name)
        if operation is not None and operation.credits is not None:
            return operation.credits
        return model.credits if model is not None and model.credits is not None else self.credits_per_picture

    def parameters_for(self, operation_name: str = "generate", model_name: str = "") -> tuple[Parameter, ...]:
        """Returns the further fields of an operation with a model, in the order a form shows them."""
        operation, model = self.operations.get(operation_name), self.model_for(operation_name, model_name)
        return (*(operation.parameters if operation else ()), *(model.parameters if model else ()))
