"""The composer's form: it judges what was typed, field by field."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from webapp.engines.base import Engine
from webapp.engines.registry import engine
from webapp.engines.types import Capabilities, EngineRequest, Model, SizeLimits
from webapp.fields import Number, WholeNumber, no_control_characters, stripped
from webapp.filters import credits_words
from webapp.parameter_fields import ParameterFields
from webapp.pipeline import wildcards
from webapp.pipeline.offer import offers
from webapp.pipeline.submit import MAX_SEED
from webapp.shapes import DEFAULT_SHAPE, FREE, SHAPES

MAX_PROMPT_CHARS = 10_000
MAX_PICTURES = 8


def readable_choices(_form: Any, field: Any) -> None:
    """Refuses wildcards that cannot be read, saying why."""
    try:
        wildcards.check(field.data or "")
    except wildcards.WildcardError as error:
        raise ValidationError(str(error)) from error


def askable(value: str | None) -> str:
    """Returns a name that a database can be asked for: NUL, which no name has, becomes a character none has either."""
    return (value or "").replace("\0", "\ufffd")


def too_long(limit: int) -> Length:
    return Length(max=limit, message=f"At most {limit:,} characters, please. Yours is kept: shorten it.")


class GenerateForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What to draw and how."""

    idempotency_key = HiddenField(
        validators=[Length(min=8, max=64, message="This form had lost its key. Send it again.")]
    )
    remix_of = HiddenField(default="", filters=[askable])
    prompt = TextAreaField(
        "Describe the picture",
        filters=[stripped],
        validators=[
            InputRequired("Say in a few words what the picture shows."),
            too_long(MAX_PROMPT_CHARS),
            no_control_characters,
            readable_choices,
        ],
    )
    negative_prompt = TextAreaField(
        "Things to avoid",
        filters=[stripped],
        validators=[too_long(MAX_PROMPT_CHARS), no_control_characters, readable_choices],
    )
    blocks = SelectMultipleField("Blocks", validate_choice=False)
    style = StringField("Style", default="", filters=[askable], validators=[Length(max=80)])
    theme = StringField("Theme", default="", filters=[askable], validators=[Length(max=80)])
    project = StringField("Project", default="", filters=[askable], validators=[Length(max=36)])
    shape = RadioField(
        "Shape",
        choices=[*(SelectChoice(name) for name in SHAPES), SelectChoice(FREE, "Free")],
        default=DEFAULT_SHAPE,
        validate_choice=True,
    )
    width = WholeNumber("Width", validators=[Optional()], default=1024)
    height = WholeNumber("Height", validators=[Optional()], default=1024)
    num_outputs = SelectField(
        "Pictures", coerce=int, choices=[SelectChoice(str(n)) for n in range(1, MAX_PICTURES + 1)], default=4
    )
    model_backend = SelectField("Engine", validate_choice=False)
    model = SelectField("Model", validate_choice=False)
    seed = WholeNumber(
        "Seed",
        validators=[Optional(), NumberRange(0, MAX_SEED, f"A seed is a number from 0 to {MAX_SEED:,}.")],
    )
    steps = WholeNumber("Steps", validators=[Optional()])
    guidance_scale = Number("Guidance", validators=[Optional()])
    scheduler = SelectField("Scheduler", validate_choice=False)

    def __init__(self, *args: Any, parameters: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers()
        self.model_backend.choices = [
            SelectChoice(each.name, f"{each.label} (resting)" if each.is_resting else each.label)
            for each in self.offers.engines
        ]
        self.stands_in_for = ""
        self.model_backend.data = self.model_backend.data or self.offers.default
        if args and args[0] is None:
            self._open_awake()
        self.models = self.capabilities.models_for()
        self.model.choices = [SelectChoice(each.name, self._priced(each)) for each in self.models]
        self.scheduler.choices = [
            SelectChoice("", "The engine's own"),
            *(SelectChoice(name) for name in self.capabilities.schedulers),
        ]
        known = self.capabilities.parameters_for("generate", self.model_name)
        given = args[0] if args else request.form
        self.parameters = ParameterFields(known, f"{self.engine.name}/{self.model_name}", given, parameters)

    def _open_awake(self) -> None:
        """Opens with an engine that is awake instead of one that rests, and remembers which one that was."""
        wanted, awake = self.model_backend.data, self.offers.opening
        if self.offers.is_resting(wanted) and awake != wanted and not self.offers.is_resting(awake):
            self.model_backend.data, self.stands_in_for = awake, self.offers.label(wanted)

    @property
    def engine(self) -> Engine:
        """The chosen engine, or the default one when the choice makes no sense."""
        chosen = self.model_backend.data
        return engine(chosen if self.offers.has(chosen) else self.offers.default)

    @property
    def capabilities(self) -> Capabilities:
        return self.engine.capabilities

    @property
    def model_name(self) -> str:
        """The chosen model, or the engine's first when the choice is none of its own; empty where it has no choice."""
        names = [each.name for each in self.models]
        return self.model.data if self.model.data in names else next(iter(names), "")

    @property
    def sizes(self) -> SizeLimits:
        return self.capabilities.sizes_for("generate", self.model_name)

    @property
    def steps_range(self) -> tuple[int, int] | None:
        return self.capabilities.steps_for("generate", self.model_name)

    @property
    def guidance_range(self) -> tuple[float, float] | None:
        return self.capabilities.guidance_for("generate", self.model_name)

    def validate(self, extra_validators: Any = None) -> bool:
        """Judges all fields, those of the engine's own included."""
        is_good = super().validate(extra_validators)
        return self.parameters.validate() and is_good

    def validate_model_backend(self, field: SelectField) -> None:
        if not self.offers.has(field.data):
            raise ValidationError("This engine is not available now. Choose another one.")

    def validate_model(self, field: SelectField) -> None:
        if field.data and self.models and field.data != self.model_name:
            raise ValidationError(f"{self.engine.label} has other models. Choose one of them.")

    def validate_width(self, field: WholeNumber) -> None:
        self._check_side(field)

    def validate_height(self, field: WholeNumber) -> None:
        self._check_side(field)

    def validate_steps(self, field: WholeNumber) -> None:
        self._check_range(field, self.steps_range)

    def validate_guidance_scale(self, field: Number) -> None:
        self._check_range(field, self.guidance_range)

    def _priced(self, model: Model) -> str:
        price = self.engine.price(EngineRequest(prompt="", model=model.name))
        return f"{model.label or model.name} · {credits_words(price) if price else 'free'}"

    def _check_side(self, field: WholeNumber) -> None:
        limits = self.sizes
        if self.shape.data != FREE:
            return
        if field.data is None or not limits.min_side_px <= field.data <= limits.max_side_px:
            raise ValidationError(f"{self.engine.label} draws sides from {limits.min_side_px} to {limits.max_side_px}.")
        if field.data % limits.multiple_px:
            raise ValidationError(f"{self.engine.label} draws sides in steps of {limits.multiple_px}.")

    def _check_range(self, field: Any, limits: tuple[float, float] | None) -> None:
        if field.data is None or limits is None:
            field.data = None
        elif not limits[0] <= field.data <= limits[1]:
            raise ValidationError(f"Choose from {limits[0]} to {limits[1]}.")
