"""Shared parts of forms: filters and checks that many fields use."""

import unicodedata

from wtforms import Field, FloatField, Form, IntegerField
from wtforms.validators import ValidationError


class WholeNumber(IntegerField):  # type: ignore[misc]  # WTForms ships no types
    """An integer with a message in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Type a whole number.") from error


class Number(FloatField):  # type: ignore[misc]  # WTForms ships no types
    """A number with a message in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Type a number.") from error

    def _value(self) -> str:
        """Writes 500 and not 500.0."""
        return self.raw_data[0] if self.raw_data else "" if self.data is None else f"{self.data:.12g}"


def stripped(value: str | None) -> str:
    """Returns the text without spaces around it."""
    return (value or "").strip()


def no_control_characters(_form: Form, field: Field) -> None:
    """Refuses characters that no database and no engine can keep: NUL and lone surrogates."""
    for character in field.data or "":
        if character == "\0" or unicodedata.category(character) == "Cs":
            raise ValidationError("This holds a character that cannot be kept. Type it again without it.")
