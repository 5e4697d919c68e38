"""Forms that show every kind of field."""

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from webapp.engines.types import Parameter
from webapp.filters import SHAPE_SIZES
from webapp.parameter_fields import ParameterFields


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


class SampleComposer(FlaskForm):  # type: ignore[misc]  # the same
    """The fields of the composer."""

    idempotency_key = HiddenField()
    prompt = TextAreaField("Describe the picture", default="a lighthouse {at dusk|")
    negative_prompt = TextAreaField("Things to avoid", default="people")
    blocks = SelectMultipleField("Blocks", default=["harbour"], validate_choice=False)
    style = StringField("Style", default="dusk")
    theme = StringField("Theme", default="wood")
    shape = RadioField("Shape", choices=[SelectChoice(name) for name in (*SHAPE_SIZES,)], default="free")
    width = IntegerField("Width", default=40)
    height = IntegerField("Height", default=1024)
    num_outputs = SelectField("Pictures", choices=[SelectChoice("4", "4")])
    model_backend = SelectField("Engine", choices=[SelectChoice("sketchbook", "Sketchbook")])
    model = SelectField(
        "Model", choices=[SelectChoice("core", "Core · 3 credits"), SelectChoice("ultra", "Ultra · 8 credits")]
    )
    seed = StringField("Seed", default="twelve")
    steps = IntegerField("Steps", default=30)
    guidance_scale = IntegerField("Guidance", default=7)
    scheduler = SelectField("Scheduler", choices=[SelectChoice("", "The engine's own")])


OWN_FIELDS = (
    Parameter("clip_skip", "integer", "Clip skip", minimum=1, maximum=12),
    Parameter("sampler", "choice", "Sampler", choices=("Euler", "Heun")),
    Parameter("hires", "switch", "Enlarge while drawing", "Takes longer, and shows more."),
)


def wrong_composer() -> SampleComposer:
    """Returns the composer as it comes back with messages, with every field an engine may offer."""
    form = SampleComposer(formdata=None)
    form.parameters = ParameterFields(OWN_FIELDS, "sample")
    form.prompt.errors = ["A { has no } after it. Close it, or leave it out."]
    form.width.errors = ["Sketchbook draws sides from 64 to 2048."]
    form.seed.errors = ["Type a whole number."]
    return form
