"""What Replicate offers: made of the chosen models, each read from the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from webapp.engines.capabilities import (
    Capabilities,
    Model,
    Operation,
    Parameter,
    PictureLimits,
    operations,
)
from webapp.engines.http import Client, segment
from webapp.engines.pictures import MAX_PIXELS
from webapp.engines.replicate.names import ModelName
from webapp.engines.replicate.roles import Roles
from webapp.engines.replicate.schema import Field, read_fields
from webapp.engines.replicate.shape import size_limits

READ_S: Final = 6.0
MAX_ABOUT_CHARS: Final = 200
# The usual time of a picture: an estimate, the provider's own figure settles the price.
USUAL_S: Final = 10.0
_SOURCE: Final = PictureLimits(min_side_px=16, max_pixels=40_000_000, max_bytes=20_000_000)
# What is larger could not be read when it comes back, and would have been paid for.
_RESULT: Final = PictureLimits(max_pixels=MAX_PIXELS)
_ONLY_WORDS: Final[Mapping[str, Field]] = {"prompt": Field("prompt", "text")}
_OPERATIONS: Final = (
    Operation("generate", "Create", is_later=True),
    Operation("variation", "Variation", source=_SOURCE, is_later=True),
    Operation("inpaint", "Repaint", source=_SOURCE, mask="required", has_size=False, is_later=True),
    Operation("remove_background", "Cut out", "none", source=_SOURCE, has_size=False, is_later=True),
    Operation("upscale_fast", "Enlarge, fast", "none", source=_SOURCE, has_size=False, is_later=True, result=_RESULT),
)


@dataclass(frozen=True)
class RemoteModel:
    """A model as the API tells of it; one that could not be read yet takes a prompt and no more."""

    name: ModelName
    version: str = ""
    is_official: bool = False
    about: str = ""
    fields: Mapping[str, Field] = field(default_factory=lambda: _ONLY_WORDS)

    @cached_property
    def roles(self) -> Roles:
        return Roles(str(self.name), self.fields)

    def described(self) -> Model:
        """Returns the model as forms and check.py know it."""
        steps, guidance = self.roles.steps, self.roles.guidance
        return Model(
            str(self.name),
            self.name.name,
            self.about,
            operations=self.roles.operations,
            sizes=size_limits(self.fields),
            steps=(int(steps.minimum or 1), int(steps.maximum or 100)) if steps else None,
            guidance_scale=(guidance.minimum or 0.0, guidance.maximum or 20.0) if guidance else None,
            parameters=tuple(_parameter(each) for each in self.roles.others),
        )


def read_model(client: Client, name: ModelName) -> RemoteModel:
    """Asks the API what a model takes. Raises an EngineError when it does not say."""
    path = f"/v1/models/{segment(name.owner)}/{segment(name.name)}"
    told = _mapping(client.get(path, total_s=READ_S).json())
    version = _mapping(told.get("latest_version"))
    if name.version:
        version = _mapping(client.get(f"{path}/versions/{name.version}", total_s=READ_S).json())
    about = told.get("description")
    return RemoteModel(
        name,
        name.version or str(version.get("id") or ""),
        told.get("is_official") is True and not name.version,
        about[:MAX_ABOUT_CHARS] if isinstance(about, str) else "",
        read_fields(version.get("openapi_schema")) or _ONLY_WORDS,
    )


def capabilities_of(
    models: Iterable[RemoteModel], credits_per_second: float, *, is_usable: bool = True
) -> Capabilities:
    """Returns what the engine can do with these models; before it is set up, what it could do with the right ones."""
    usable = [model for model in models if model.roles.operations]
    names = {name for model in usable for name in model.roles.operations} | {"generate"}
    if not is_usable:
        names |= {each.name for each in _OPERATIONS}
    return Capabilities(
        operations=operations(*(each for each in _OPERATIONS if each.name in names)),
        models=tuple(model.described() for model in usable),
        max_prompt_chars=10_000,
        negative_prompt=any("negative_prompt" in model.fields for model in usable),
        credits_per_picture=round(USUAL_S * credits_per_second, 2),
        is_paid=True,
    )


def _parameter(each: Field) -> Parameter:
    kind = "picture" if each.kind == "pictures" else each.kind
    return Parameter(
        each.name,
        kind,
        each.label,
        each.hint,
        each.default,
        each.minimum,
        each.maximum,
        choices=each.choices,
        limits=_SOURCE if kind == "picture" else None,
        is_required=each.is_required,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
