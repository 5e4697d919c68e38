"""The form of a block."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from webapp.fields import no_control_characters, stripped
from webapp.pipeline import wildcards
from webapp.pipeline.blocks import MAX_NAME_CHARS, mentions

MAX_TEXT_CHARS = 2_000


def block_name(value: str | None) -> str:
    """Returns a name as it is kept: without its @, folded."""
    return stripped(value).removeprefix("@").casefold()


class BlockForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A name, the words it stands for, and whether they are added by themselves."""

    name = StringField(
        "Name",
        filters=[block_name],
        validators=[
            DataRequired("Give it a name to call it by."),
            Length(max=MAX_NAME_CHARS, message=f"At most {MAX_NAME_CHARS} characters, please."),
            no_control_characters,
        ],
    )
    text = TextAreaField(
        "Words",
        filters=[stripped],
        validators=[
            DataRequired("Write the words that it stands for."),
            Length(max=MAX_TEXT_CHARS, message=f"At most {MAX_TEXT_CHARS:,} characters, please. Yours are kept."),
            no_control_characters,
        ],
    )
    is_on = BooleanField("Add it to every picture")

    def validate_name(self, field: Any) -> None:
        if mentions(f"@{field.data}") != [field.data]:
            raise ValidationError("A name has letters, digits, - and _, no spaces, and ends with a letter or digit.")

    def validate_text(self, field: Any) -> None:
        try:
            wildcards.check(field.data)
        except wildcards.WildcardError as error:
            raise ValidationError(str(error)) from error
