"""What an owner may say about a picture."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from webapp.fields import WholeNumber, no_control_characters, stripped
from webapp.tagging import check_tags


class ImageForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The words about a picture, and who may see it."""

    title = StringField("Title", filters=[stripped], validators=[Length(max=200), no_control_characters])
    alt_text = TextAreaField("Alt text", filters=[stripped], validators=[Length(max=2000), no_control_characters])
    caption = TextAreaField("Caption", filters=[stripped], validators=[Length(max=500), no_control_characters])
    description = TextAreaField("Description", filters=[stripped], validators=[Length(max=5000), no_control_characters])
    visibility = RadioField(
        "Who may see it",
        choices=[
            SelectChoice("private", "Private"),
            SelectChoice("unlisted", "Unlisted"),
            SelectChoice("public", "Public"),
        ],
    )
    allows_remix = BooleanField("Others may remix it")


class AltForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """An alt text to approve."""

    alt_text = TextAreaField(
        "Alt text",
        id="alt-draft",
        filters=[stripped],
        validators=[DataRequired("Say what is to be seen."), Length(max=2000), no_control_characters],
    )


class RatingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Stars for a picture."""

    rating = WholeNumber("Rating", validators=[InputRequired(), NumberRange(0, 5)])


class TagsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Tags to add, separated by commas."""

    tags = StringField(
        "Add tags",
        filters=[stripped],
        validators=[DataRequired("Type a tag, or several with commas between them."), check_tags],
    )
