"""Form fields for what only some engines know, made from their Parameters."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from webapp.engines.types import Parameter
from webapp.fields import Number, WholeNumber, no_control_characters

PREFIX = "set-"
MAX_CHARS = 2000
OWN_CHOICE = "The engine's own"


class ParameterFields:
    """The further fields of one operation with one model. Pictures among them are left to the pages that take files.

    `owner` says whose fields these are: what was typed for another engine or model is not taken over.
    """

    def __init__(
        self,
        parameters: Iterable[Parameter],
        owner: str,
        formdata: Any = None,
        values: Mapping[str, Any] | None = None,
    ) -> None:
        self.owner = owner
        self.owner_name = f"{PREFIX}of"
        self._parameters = {each.name: each for each in parameters if each.kind != "picture"}
        is_ours = formdata is not None and formdata.get(self.owner_name) == owner
        known = {name: value for name, value in (values or {}).items() if name in self._parameters}
        self.form = BaseForm({name: _field(each) for name, each in self._parameters.items()}, prefix=PREFIX)
        self.form.process(formdata if is_ours else None, data=known)

    def __bool__(self) -> bool:
        return bool(self._parameters)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parameters)

    def rows(self) -> list[tuple[Any, str]]:
        """Returns each field with its hint."""
        return [(self.form[name], each.hint) for name, each in self._parameters.items()]

    def validate(self) -> bool:
        """Judges each field; what is wrong stands in its errors."""
        return bool(self.form.validate())

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.form)

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by name, without empty fields and switches that stand as they do by themselves."""
        filled = {name: self.form[name].data for name in self._parameters}
        return {name: value for name, value in filled.items() if not self._is_unsaid(name, value)}

    def _is_unsaid(self, name: str, value: Any) -> bool:
        parameter = self._parameters[name]
        if parameter.kind == "switch":
            return bool(value) == bool(parameter.default)
        return value is None or value == ""


def _field(parameter: Parameter) -> Any:
    label = parameter.label or parameter.name.replace("_", " ").capitalize()
    needed = InputRequired("Fill this in.") if parameter.is_required else Optional()
    if parameter.kind == "switch":
        return BooleanField(label, default=bool(parameter.default))
    if parameter.kind in ("integer", "number"):
        kind = WholeNumber if parameter.kind == "integer" else Number
        return kind(label, default=parameter.default, validators=[needed, _range(parameter)])
    if parameter.choices:
        own = [] if parameter.is_required else [SelectChoice("", OWN_CHOICE)]
        choices = [*own, *(SelectChoice(choice) for choice in parameter.choices)]
        known = AnyOf(parameter.choices, "Choose one of these.")
        default = parameter.default or ""
        return SelectField(label, default=default, choices=choices, validators=[needed, known], validate_choice=False)
    most = parameter.max_chars or MAX_CHARS
    validators = [needed, Length(max=most, message=f"At most {most:,} characters, please."), no_control_characters]
    return StringField(label, default=parameter.default or "", validators=validators)


def _range(parameter: Parameter) -> NumberRange:
    low, high = parameter.minimum, parameter.maximum
    words = f"Choose from {low:g} to {high:g}." if low is not None and high is not None else "Choose another number."
    return NumberRange(low, high, words)
