"""The forms of limits."""

import math

from flask_wtf import FlaskForm
from wtforms.validators import Optional, ValidationError

from webapp.fields import Number

MOST_CREDITS = 1_000_000_000


class LimitForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """How much may be spent in a month; empty takes the limit away."""

    monthly_credits = Number("Credits a month", validators=[Optional()])

    def validate_monthly_credits(self, field: Number) -> None:
        if field.data is not None and not (math.isfinite(field.data) and 0 <= field.data <= MOST_CREDITS):
            raise ValidationError(f"Choose from 0 to {MOST_CREDITS:,}.")
