"""Forms that show every kind of field."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice


class SampleForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One field of each kind. It is shown and never sent."""

    title = StringField("Title", default="The lighthouse before dusk")
    password = PasswordField("Password")
    words = TextAreaField("Alt text")
    engine = SelectField(
        "Engine", choices=[SelectChoice("sketchbook", "Sketchbook"), SelectChoice("other", "Another engine")]
    )
    visibility = RadioField(
        "Who can see it",
        choices=[SelectChoice("private", "Private"), SelectChoice("public", "Public")],
        default="private",
    )


def plain_form() -> SampleForm:
    """Returns the form as it is first seen."""
    return SampleForm(formdata=None, prefix="plain-")


def wrong_form() -> SampleForm:
    """Returns the form as it comes back with a message beside every field."""
    form = SampleForm(formdata=None, prefix="wrong-")
    form.title.errors = ["Give it a title of at most 120 characters."]
    form.password.errors = ["That password is not right."]
    form.words.errors = ["This is longer than a screen reader should read. Shorten it."]
    form.engine.errors = ["This engine is not set up yet."]
    form.visibility.errors = ["Choose one of these."]
    return form
