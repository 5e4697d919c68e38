"""What a model takes, read from the input schema that Replicate keeps of every version.

A schema is OpenAPI as Cog writes it: `components.schemas.Input`, choices in schemas of their own behind `allOf`, files
as strings of format "uri", the order of a form in `x-order`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

FieldKind = Literal["integer", "number", "text", "choice", "switch", "picture", "pictures"]

MAX_FIELDS: Final = 60
MAX_CHOICES: Final = 200
MAX_LABEL_CHARS: Final = 60
MAX_HINT_CHARS: Final = 200
_KINDS: Final[Mapping[str, FieldKind]] = {
    "integer": "integer",
    "number": "number",
    "boolean": "switch",
    "string": "text",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a model. `value_type` is its JSON type, which a choice's values keep too."""

    name: str
    kind: FieldKind
    value_type: str = "string"
    label: str = ""
    hint: str = ""
    default: Any = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    is_required: bool = False

    def cast(self, value: Any) -> Any:
        """Returns a form's value as the type that the model wants."""
        if self.value_type == "integer":
            return int(value)
        return float(value) if self.value_type == "number" else value


def read_fields(openapi: Any) -> dict[str, Field]:
    """Returns the inputs by name in the order of a form; none where the schema cannot be read."""
    schemas = _mapping(_mapping(_mapping(openapi).get("components")).get("schemas"))
    wanted = _mapping(schemas.get("Input"))
    required = wanted.get("required")
    must = set(required) if isinstance(required, list) else set()
    properties = [(name, _flat(each, schemas)) for name, each in _mapping(wanted.get("properties")).items()]
    properties.sort(key=lambda pair: _order(pair[1]))
    found = (_field(name, facts, name in must) for name, facts in properties[:MAX_FIELDS])
    return {field.name: field for field in found if field is not None}


def _field(name: str, facts: Mapping[str, Any], is_required: bool) -> Field | None:
    kind = _kind(facts)
    if kind is None or not name.isidentifier():
        return None
    listed = facts["enum"][:MAX_CHOICES] if kind == "choice" else []
    choices = [str(value) for value in listed if isinstance(value, str | int | float)]
    default = facts.get("default") if isinstance(facts.get("default"), str | int | float) else None
    return Field(
        name,
        kind,
        str(facts.get("type", "string")),
        label=_text(name.replace("_", " ").capitalize(), MAX_LABEL_CHARS),
        hint=_text(facts.get("description"), MAX_HINT_CHARS),
        default=str(default) if choices and default is not None else default,
        minimum=_number(facts.get("minimum")),
        maximum=_number(facts.get("maximum")),
        choices=tuple(dict.fromkeys(choices)),
        is_required=is_required and default is None,
    )


def _kind(facts: Mapping[str, Any]) -> FieldKind | None:
    """Returns what sort of field it is, None for what no form of ours can show."""
    if facts.get("format") == "password" or facts.get("writeOnly"):
        return None
    if facts.get("type") == "array":
        return "pictures" if _mapping(facts.get("items")).get("format") == "uri" else None
    if isinstance(facts.get("enum"), list) and facts["enum"]:
        return "choice"
    if facts.get("type") == "string" and facts.get("format") == "uri":
        return "picture"
    return _KINDS.get(str(facts.get("type")))


def _flat(facts: Any, schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a property with what it refers to; of alternatives the first that is not "null"."""
    own = dict(_mapping(facts))
    for part in _parts(own):
        name = str(part.get("$ref", "")).removeprefix("#/components/schemas/")
        # What the property says itself goes before what it refers to.
        own = {**(_mapping(schemas.get(name)) if "$ref" in part else part), **own}
    return own


def _parts(facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "$ref" in facts:
        yield facts
    for key in ("allOf", "anyOf", "oneOf"):
        listed = facts.get(key)
        parts = [_mapping(part) for part in listed] if isinstance(listed, list) else []
        yield from [part for part in parts if part.get("type") != "null"][: None if key == "allOf" else 1]


def _order(facts: Mapping[str, Any]) -> float:
    return _number(facts.get("x-order")) or 0.0


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(value: Any, most_chars: int) -> str:
    """Returns the first line of a description, cut to length; without anything that is not printable."""
    lines = value.strip().splitlines() if isinstance(value, str) else []
    line = "".join(char for char in lines[0] if char.isprintable()) if lines else ""
    return line if len(line) <= most_chars else f"{line[: most_chars - 1]}…"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
