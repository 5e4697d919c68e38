"""What somebody looks for."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length

QUERY_MAX = 300


class SimilarForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A look in somebody's own words. It changes nothing, so its address can be kept and sent."""

    class Meta:
        csrf = False

    query = StringField(
        "What should it look like?",
        default="",
        filters=[lambda value: " ".join(value.split()) if value else ""],
        validators=[Length(max=QUERY_MAX, message=f"Say it in at most {QUERY_MAX} characters.")],
    )
