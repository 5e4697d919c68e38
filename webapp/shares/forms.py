"""What a new link shows, to whom and for how long; and the password that opens one."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from webapp.fields import no_control_characters, stripped

DAYS = {"1": "A day", "7": "A week", "30": "A month", "": "Until it is withdrawn"}
OF_PROJECTS = {"picture": "Pictures", "words": "With their words", "recipe": "With their recipes"}


class ShareForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A new link."""

    note = StringField("For whom", filters=[stripped], validators=[Length(max=120), no_control_characters])
    shows = RadioField(
        "What they see",
        default="words",
        choices=[
            SelectChoice("picture", "Picture"),
            SelectChoice("words", "With its words"),
            SelectChoice("recipe", "With its recipe"),
        ],
    )
    days = SelectField("It works for", default="30", choices=[SelectChoice(*each) for each in DAYS.items()])
    password = PasswordField(
        "Password", validators=[Optional(), Length(min=8, max=256, message="Use 8 to 256 characters, or none.")]
    )
    allows_download = BooleanField("They may download it")


def share_form(kind: str, *, is_sent: bool = False) -> ShareForm:
    """Returns the form of a new link to a thing of this kind, in its words."""
    form = ShareForm() if is_sent else ShareForm(formdata=None)
    if kind == "project":
        form.shows.choices = [SelectChoice(*each) for each in OF_PROJECTS.items()]
        form.allows_download.label.text = "They may download the pictures"
    if kind == "story":
        del form.shows
        form.allows_download.label.text = "They may take it along as a book"
    return form


class UnlockForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The password of a link."""

    password = PasswordField("Password", validators=[DataRequired("Type the password."), Length(max=256)])
