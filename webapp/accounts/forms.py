"""The forms of people."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, PasswordField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.accounts import names, passwords

THEMES = (SelectChoice("", "As my device"), SelectChoice("light", "Light"), SelectChoice("dark", "Dark"))


def _is_a_good_name(_form: Form, field: StringField) -> None:
    if problem := names.problem_with(field.data):
        raise ValidationError(problem)


def _is_a_good_password(form: Form, field: PasswordField) -> None:
    name = form["name"].data if "name" in form else ""
    if problem := passwords.problem_with(field.data or "", name):
        raise ValidationError(problem)


class AccountForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A new account: the first one, or one by invitation."""

    name = StringField("Name", filters=[names.clean_name], validators=[_is_a_good_name])
    password = PasswordField("Password", validators=[_is_a_good_password])


class SignInForm(FlaskForm):  # type: ignore[misc]  # the same
    """Name and password."""

    name = StringField("Name", filters=[names.clean_name], validators=[InputRequired("Type your name.")])
    password = PasswordField(
        "Password",
        validators=[
            InputRequired("Type your password."),
            Length(max=passwords.MAX_CHARS, message="No password here is that long."),
        ],
    )


class NameForm(FlaskForm):  # type: ignore[misc]  # the same
    """Another name."""

    name = StringField("Name", filters=[names.clean_name], validators=[_is_a_good_name])


class PasswordForm(FlaskForm):  # type: ignore[misc]  # the same
    """Another password, after the current one."""

    current_password = PasswordField(
        "Current password",
        validators=[
            InputRequired("Type the password you have now."),
            Length(max=passwords.MAX_CHARS, message="No password here is that long."),
        ],
    )
    new_password = PasswordField("New password", validators=[_is_a_good_password])


class NarrationsForm(FlaskForm):  # type: ignore[misc]  # the same
    """Whether new pictures are read aloud."""

    has_narrations = BooleanField("Read each new picture aloud")


class ThemeForm(FlaskForm):  # type: ignore[misc]  # the same
    """How the pages look."""

    theme = RadioField("Theme", choices=THEMES)
