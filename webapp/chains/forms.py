"""The name of a chain."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from webapp.fields import no_control_characters, stripped

LONGEST_NAME = 120


class ChainForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What the steps are called."""

    name = StringField(
        "Name",
        filters=[stripped],
        validators=[
            DataRequired("Give the steps a name."),
            Length(max=LONGEST_NAME, message=f"At most {LONGEST_NAME} characters, please."),
            no_control_characters,
        ],
    )
