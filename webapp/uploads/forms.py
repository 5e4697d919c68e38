"""What somebody says about the pictures they bring."""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, MultipleFileField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import UUID, Length, Optional, ValidationError

from webapp.fields import no_control_characters, stripped
from webapp.tagging import check_tags

PURPOSES = {
    "reference": "To work from",
    "inspiration": "For inspiration",
    "training": "For training",
}
MOST_FILES = 20
MAX_URL_CHARS = 2000


@dataclass(frozen=True, slots=True)
class About:
    """What is said of pictures. `tags` are as typed, with commas between them."""

    purpose: str = "reference"
    title: str = ""
    description: str = ""
    tags: str = ""


class AboutForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What holds for all that is brought at once."""

    purpose = RadioField(
        "What they are for",
        choices=[SelectChoice(name, words) for name, words in PURPOSES.items()],
        default="reference",
    )
    tags = StringField("Tags", filters=[stripped], validators=[Length(max=2000), check_tags])

    @property
    def about(self) -> About:
        told = {name: self[name].data for name in ("purpose", "title", "description", "tags") if name in self}
        return About(**{name: value for name, value in told.items() if value})


class UploadForm(AboutForm):
    """Pictures from this device or from an address."""

    files = MultipleFileField("Pictures")
    folder = MultipleFileField("Or a whole folder")
    # The id of a file whose parts are all here.
    sent = HiddenField(validators=[Optional(), UUID()])
    url = StringField(
        "Or from an address",
        filters=[stripped],
        validators=[Length(max=MAX_URL_CHARS, message="This address is too long."), no_control_characters],
    )
    title = StringField(
        "Title",
        filters=[stripped],
        validators=[Length(max=200, message="At most 200 characters, please."), no_control_characters],
    )
    description = TextAreaField(
        "Description",
        filters=[stripped],
        validators=[Length(max=5000, message="At most 5,000 characters, please."), no_control_characters],
    )


class ZipForm(AboutForm):
    """A ZIP of pictures, or the id of one whose parts are all here."""

    file = FileField("ZIP")
    sent = HiddenField(validators=[Optional(), UUID()])

    def validate_file(self, field: Field) -> None:
        if not (field.data or self.sent.data):
            raise ValidationError("Choose a ZIP.")
