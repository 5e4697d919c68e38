"""Shared parts of forms: filters and checks that many fields use."""

import unicodedata

from wtforms import Field, Form
from wtforms.validators import ValidationError


def stripped(value: str | None) -> str:
    """Returns the text without spaces around it."""
    return (value or "").strip()


def no_control_characters(_form: Form, field: Field) -> None:
    """Refuses characters that no database and no engine can keep: NUL and lone surrogates."""
    for character in field.data or "":
        if character == "\0" or unicodedata.category(character) == "Cs":
            raise ValidationError("This holds a character that cannot be kept. Type it again without it.")
