"""What somebody says about a theme of their own."""

from typing import Any
from uuid import UUID

from flask import current_app
from flask_login import current_user
from flask_wtf import FlaskForm
from PIL import Image
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    Form,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, Regexp, ValidationError

from webapp.fields import no_control_characters, stripped
from webapp.filters import bytes_words
from webapp.models import PromptHelper
from webapp.pipeline import wildcards
from webapp.tagging import check_tags
from webapp.theme_cards import CATEGORIES, MOST_STYLES
from webapp.theme_helpers.pictures import NotAPicture, own_picture, read_picture
from webapp.theme_helpers.styles import styles_called

MOST_COLOURS = 8
NEXT_COLOUR = "#8a8580"
KEEP, NONE = "keep", "none"


def readable_choices(_form: Any, field: Any) -> None:
    """Refuses wildcards that cannot be read, saying why."""
    try:
        wildcards.check(field.data or "")
    except wildcards.WildcardError as error:
        raise ValidationError(str(error)) from error


def text(most: int) -> dict[str, Any]:
    """Returns how a field of at most so many characters is read and judged."""
    return {"filters": [stripped], "validators": [Length(max=most), no_control_characters]}


class ColourForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """One place of the palette."""

    is_on = BooleanField("In the palette")
    value = StringField("Colour", validators=[Optional(), Regexp("^#[0-9a-fA-F]{6}$", message="Write it as #rrggbb.")])


class ThemeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A world: its words, its colours, the styles that suit it and who may use it."""

    name = StringField(
        "Name", filters=[stripped], validators=[DataRequired("Give this world a name."), *text(80)["validators"]]
    )
    category = SelectField("Category", choices=[SelectChoice("", "None"), *(SelectChoice(name) for name in CATEGORIES)])
    description = TextAreaField("Description", **text(600))
    prompt = TextAreaField(
        "Prompt",
        filters=[stripped],
        validators=[
            DataRequired("Say in a few words what this world looks like."),
            *text(2000)["validators"],
            readable_choices,
        ],
    )
    negative_prompt = TextAreaField(
        "Things to avoid", filters=[stripped], validators=[*text(2000)["validators"], readable_choices]
    )
    tags = StringField("Tags", filters=[stripped], validators=[Length(max=1000), check_tags])
    palette = FieldList(FormField(ColourForm), min_entries=MOST_COLOURS, max_entries=MOST_COLOURS)
    styles = FieldList(StringField("Style", **text(80)), min_entries=MOST_STYLES, max_entries=MOST_STYLES)
    upload = FileField("Upload a picture")
    picture = RadioField("Preview", choices=[], validate_choice=False, default=KEEP)
    visibility = RadioField(
        "Who may use it",
        choices=[SelectChoice("private", "Only me"), SelectChoice("shared", "Everyone here")],
        default="private",
    )
    is_active = BooleanField("In use", default=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen_styles: list[PromptHelper] = []
        self.preview: Image.Image | None = None

    @property
    def colours(self) -> list[str]:
        """The colours that are ticked, in their order."""
        return [each.value.data.lower() for each in self.palette if each.is_on.data and each.value.data]

    def validate_styles(self, field: FieldList) -> None:
        """Looks up the styles by name; those hidden from the person answer as those that do not exist."""
        if any(entry.errors for entry in field):
            return
        found = styles_called([entry.data or "" for entry in field], current_user.id)
        for entry, style in zip(field, found, strict=True):
            if entry.data and style is None:
                entry.errors = (f"There is no style called “{entry.data}”.",)
        if any(entry.errors for entry in field):
            raise ValidationError("Choose styles that exist, by their names.")
        self.chosen_styles = [style for style in found if style is not None]

    def validate_upload(self, field: FileField) -> None:
        sent = field.data
        if not isinstance(sent, FileStorage) or not sent.filename:
            return
        limit_bytes = current_app.config["MAX_UPLOAD_BYTES"]
        data = sent.stream.read(limit_bytes + 1)
        if len(data) > limit_bytes:
            raise ValidationError(f"This file is too large. Send one of at most {bytes_words(limit_bytes)}.")
        try:
            self.preview = read_picture(data)
        except NotAPicture as error:
            raise ValidationError(str(error)) from error

    def validate_picture(self, field: RadioField) -> None:
        if self.preview is not None or field.data in {None, "", KEEP, NONE}:
            return
        try:
            self.preview = own_picture(UUID(field.data), current_user.id)
        except (ValueError, NotAPicture) as error:
            raise ValidationError("This picture is not there any more. Choose another one.") from error
