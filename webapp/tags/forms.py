"""What an admin may do to a tag."""

from flask_wtf import FlaskForm
from wtforms import Field, Form, StringField
from wtforms.validators import DataRequired, ValidationError

from webapp.fields import stripped
from webapp.tagging import parse_tags


def one_tag(_form: Form, field: Field) -> None:
    """Refuses what is no tag, and more than one."""
    if len(parse_tags(field.data)) != 1:
        raise ValidationError("Type one tag, without commas.")


class RenameForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The tag that another one becomes."""

    to = StringField("New name", filters=[stripped], validators=[DataRequired("Type the new name."), one_tag])
