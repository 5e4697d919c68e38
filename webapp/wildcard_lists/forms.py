"""The forms of a wildcard list: written by hand, or brought as files."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from webapp.fields import no_control_characters, stripped
from webapp.pipeline.wildcard_grammar import MAX_NAME_CHARS, is_list_name
from webapp.wildcard_lists.reading import read_list


def list_name(value: str | None) -> str:
    """Returns a name as it is kept: without its underscores around it, in small letters."""
    return stripped(value).strip("_").lower()


class ListForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A name and its entries, one a line. `entries_read` are those once the form is found good."""

    name = StringField(
        "Name",
        filters=[list_name],
        validators=[
            DataRequired("Give it a name to call it by."),
            Length(max=MAX_NAME_CHARS, message=f"At most {MAX_NAME_CHARS} characters, please."),
        ],
    )
    entries = TextAreaField("Entries", validators=[DataRequired("Write one entry a line."), no_control_characters])
    entries_read: tuple[str, ...] = ()

    def validate_name(self, field: Any) -> None:
        if not is_list_name(field.data):
            raise ValidationError("A name has small letters a-z, digits, - and _, and / between folders: sky/at_night.")

    def validate_entries(self, field: Any) -> None:
        reading = read_list(field.data)
        if reading.errors:
            raise ValidationError(" ".join(reading.errors))
        self.entries_read = reading.entries


class ImportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Text files, each of which becomes a list."""

    files = MultipleFileField("Text files", validators=[DataRequired("Choose one or more .txt files.")])
    folder = StringField("Into folder", filters=[list_name])
    replaces = BooleanField("Replace lists of the same name")

    def validate_folder(self, field: Any) -> None:
        if field.data and not is_list_name(field.data):
            raise ValidationError("A folder has small letters a-z, digits, - and _.")
