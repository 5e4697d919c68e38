"""What an owner may say about a picture."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from webapp.fields import no_control_characters, stripped
from webapp.tagging import check_tags


class ImageForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Title, alt text and who may see the picture."""

    title = StringField("Title", filters=[stripped], validators=[Length(max=200), no_control_characters])
    alt_text = TextAreaField("Alt text", filters=[stripped], validators=[Length(max=2000), no_control_characters])
    visibility = RadioField(
        "Who may see it", choices=[SelectChoice("private", "Private"), SelectChoice("public", "Public")]
    )
    allows_remix = BooleanField("Others may remix it")


class TagsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Tags to add, separated by commas."""

    tags = StringField(
        "Add tags",
        filters=[stripped],
        validators=[DataRequired("Type a tag, or several with commas between them."), check_tags],
    )
