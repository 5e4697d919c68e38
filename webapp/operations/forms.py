"""The form of one operation on one picture: it judges what was typed, field by field."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, request
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from webapp.engines.base import Engine
from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest, Model, Operation
from webapp.fields import WholeNumber, no_control_characters, stripped
from webapp.filters import credits_words
from webapp.operations.further import FurtherPictures
from webapp.operations.limits import Wanted, too_large_a_result, too_large_a_source
from webapp.operations.masks import read_mask
from webapp.operations.offered import Choice
from webapp.operations.saved_masks import mask_data, masks_of
from webapp.parameter_fields import ParameterFields
from webapp.pictures_in.counted import read_counted
from webapp.pictures_in.decode import TooBusy
from webapp.pictures_in.refused import Refused
from webapp.pipeline.sources import stretched
from webapp.pipeline.submit import MAX_SEED

MAX_PROMPT_CHARS = 10_000
MAX_PICTURES = 4
NEEDS_WORDS = "Say in a few words what you want to see."
BUSY = "Many pictures are being opened just now. Send this again in a moment."
NEEDS_PAINT = "Paint over what may change, or send a mask."


class OperationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What to do to a picture of `size_px` (width, height), and how. `able` are the choices that some engine can do."""

    idempotency_key = HiddenField(
        validators=[Length(min=8, max=64, message="This form had lost its key. Send it again.")]
    )
    operation = HiddenField()
    model_backend = SelectField("Engine", validate_choice=False)
    model = SelectField("Model", validate_choice=False)
    prompt = TextAreaField(
        "Describe it",
        filters=[stripped],
        validators=[Length(max=MAX_PROMPT_CHARS, message="At most 10,000 characters, please."), no_control_characters],
    )
    negative_prompt = TextAreaField(
        "Things to avoid",
        filters=[stripped],
        validators=[Length(max=MAX_PROMPT_CHARS, message="At most 10,000 characters, please."), no_control_characters],
    )
    mask = FileField("Mask")
    saved_mask = SelectField("A mask you kept", default="", validate_choice=False)
    mask_name = StringField(
        "Keep this mask as",
        filters=[stripped],
        validators=[Length(max=80, message="At most 80 characters, please."), no_control_characters],
    )
    longest_px = WholeNumber(
        "Or its longer side",
        validators=[Optional(), NumberRange(16, 16_384, "Choose from 16 to 16,384 pixels.")],
    )
    num_outputs = SelectField(
        "Pictures", coerce=int, choices=[SelectChoice(str(n)) for n in range(1, MAX_PICTURES + 1)], default=1
    )
    seed = WholeNumber(
        "Seed", validators=[Optional(), NumberRange(0, MAX_SEED, f"A seed is a number from 0 to {MAX_SEED:,}.")]
    )

    def __init__(self, able: Sequence[Choice], size_px: tuple[int, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.size_px = size_px
        self.mask_png: bytes | None = None
        wanted = [each for each in able if each.kind.name == self.operation.data]
        self.choice = (wanted or able)[0]
        self.operation.data = self.choice.kind.name
        self.model_backend.choices = [SelectChoice(each.name, each.label) for each in self.choice.engines]
        names = [each.name for each in self.choice.engines]
        if self.model_backend.data not in names:
            self.model_backend.data = names[0]
        self.models: tuple[Model, ...] = self.engine.capabilities.models_for(self.choice.kind.name)
        self.masks = masks_of(current_user.id) if self.does.mask != "none" else []
        self.saved_mask.choices = [
            SelectChoice("", "None"),
            *(SelectChoice(str(each.id), each.name) for each in self.masks),
        ]
        self.model.choices = [SelectChoice(each.name, self._priced(each)) for each in self.models]
        known = self.engine.capabilities.parameters_for(self.choice.kind.name, self.model_name)
        owner = f"{self.engine.name}/{self.choice.kind.name}/{self.model_name}"
        given = args[0] if args else request.form
        self.parameters = ParameterFields(known, owner, given)
        self.further = FurtherPictures(known, given)

    @property
    def engine(self) -> Engine:
        return engine(str(self.model_backend.data))

    @property
    def does(self) -> Operation:
        """What the chosen engine says of the operation."""
        return self.engine.capabilities.operations[self.choice.kind.name]

    @property
    def model_name(self) -> str:
        names = [each.name for each in self.models]
        return str(self.model.data) if self.model.data in names else next(iter(names), "")

    @property
    def has_scale(self) -> bool:
        """Tells whether the engine asks how many times larger."""
        return any(name == "scale" for name in self.parameters.names)

    @property
    def params(self) -> dict[str, Any]:
        """Returns the engine's own fields; a size asked for in pixels stands as how many times larger it is."""
        values = self.parameters.values
        if self.longest_px.data and self.has_scale:
            values["scale"] = round(self.longest_px.data / max(self.size_px), 4)
        return values

    @property
    def price(self) -> float:
        """Returns what one picture costs, in credits."""
        return self.engine.price(EngineRequest(prompt="", operation=self.choice.kind.name, model=self.model_name))

    def validate(self, extra_validators: Any = None) -> bool:
        """Judges all fields, the mask and those of the engine's own included; keeps the mask in `mask_png`."""
        is_good = super().validate(extra_validators)
        is_good = self.parameters.validate() and self.further.validate() and is_good
        if self.does.prompt == "required" and not self.prompt.data:
            self.prompt.errors = [*self.prompt.errors, NEEDS_WORDS]
            is_good = False
        return self._judge_mask() and is_good and self._judge_size()

    def _judge_size(self) -> bool:
        """Says beside the field when the picture is, or would become, larger than the engine can."""
        wanted = Wanted(self.choice.kind.name, self.engine.name, self.model_name, self.size_px, self.params)
        source, result = (judge(wanted, self.choice.engines) for judge in (too_large_a_source, too_large_a_result))
        if source:
            self.model_backend.errors = [source]
        elif result:
            self._size_field().errors = [result]
        return not (source or result)

    def _size_field(self) -> Any:
        if not self.has_scale:
            return self.model_backend
        return self.longest_px if self.longest_px.data else self.parameters.form["scale"]

    def _judge_mask(self) -> bool:
        if self.does.mask == "none":
            return True
        sentence = self._read_mask()
        if sentence:
            self.mask.errors = [sentence]
        return not sentence

    def _read_mask(self) -> str:
        sent = self.mask.data
        if sent:
            try:
                data = read_counted(sent.stream, current_app.config["MAX_UPLOAD_BYTES"])
                self.mask_png = read_mask(data, *self.size_px)
            except Refused as refused:
                return str(refused)
            except TooBusy:
                return BUSY
        elif self.saved_mask.data:
            self.mask_png = self._saved()
        return NEEDS_PAINT if self.mask_png is None and self.does.mask == "required" else ""

    def _saved(self) -> bytes | None:
        """Returns the chosen mask at the picture's size, None when it is none of the person's."""
        chosen = next((each for each in self.masks if str(each.id) == self.saved_mask.data), None)
        return stretched(mask_data(chosen), *self.size_px) if chosen is not None else None

    def _priced(self, model: Model) -> str:
        asked = EngineRequest(prompt="", operation=self.choice.kind.name, model=model.name)
        price = self.engine.price(asked)
        return f"{model.label or model.name} · {credits_words(price) if price else 'free'}"
