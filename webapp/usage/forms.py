"""The forms of limits."""

import math

from flask_wtf import FlaskForm
from wtforms import FloatField
from wtforms.validators import Optional, ValidationError

MOST_CREDITS = 1_000_000_000


class Credits(FloatField):  # type: ignore[misc]  # WTForms ships no types
    """An amount with a message in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Type a number.") from error


class LimitForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """How much may be spent in a month; empty takes the limit away."""

    monthly_credits = Credits("Credits a month", validators=[Optional()])

    def validate_monthly_credits(self, field: FloatField) -> None:
        if field.data is not None and not (math.isfinite(field.data) and 0 <= field.data <= MOST_CREDITS):
            raise ValidationError(f"Choose from 0 to {MOST_CREDITS:,}.")
