"""The forms of importing and exporting styles."""

from flask_wtf import FlaskForm
from wtforms import MultipleFileField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from webapp.fields import no_control_characters, stripped
from webapp.style_exchange.shelf import FORMATS
from webapp.style_writing import MAX_CATEGORY_CHARS

MOST_FILES = 100


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The files to look into."""

    files = MultipleFileField("Files")


class OptionsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What holds for all styles that come in."""

    duplicates = RadioField(
        "Those you have already, by name or words",
        choices=[
            SelectChoice("skip", "Leave out"),
            SelectChoice("version", "New version"),
            SelectChoice("both", "Keep both"),
        ],
        default="skip",
    )
    visibility = RadioField(
        "Who sees them",
        choices=[SelectChoice("private", "Only me"), SelectChoice("shared", "Everybody here")],
        default="private",
    )
    category = StringField(
        "Category",
        filters=[stripped],
        validators=[
            Length(max=MAX_CATEGORY_CHARS, message=f"At most {MAX_CATEGORY_CHARS} characters, please."),
            no_control_characters,
        ],
    )

    @property
    def options(self) -> dict[str, str]:
        """What was chosen, to be kept beside the upload."""
        return {name: self[name].data for name in ("duplicates", "visibility", "category")}


class ExportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Which tool the file is for. Nothing is changed, so the form is a plain address and needs no token."""

    class Meta:
        csrf = False

    format = RadioField(
        "For", choices=[SelectChoice(each.key, each.label) for each in FORMATS.values()], default="a1111"
    )
    scope = RadioField(
        "Which styles",
        choices=[SelectChoice("all", "All of mine"), SelectChoice("ticked", "Those with a tick")],
        default="all",
    )
