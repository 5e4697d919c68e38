"""The settings a style may bring along: judged against the engine they are for, and told in words.

They are kept under the names of the composer's fields, so that Create opens with them.
"""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.form import Form
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.registry import engine
from webapp.engines.types import Capabilities, EngineRequest, Parameter
from webapp.fields import Number, WholeNumber, no_control_characters, stripped
from webapp.pipeline.offer import offers
from webapp.shapes import FREE, SHAPES, size_of, with_shape

PREFIX = "recipe-"
MAX_STEPS = 1_000
MAX_SIDE_PX = 16_384
LORA, LORA_WEIGHT = "lora", "lora_weight"
_SHORT = [Length(max=200, message="At most 200 characters, please."), no_control_characters]


class RecipeForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """Engine, model, shape, steps, guidance, scheduler and LoRA; what is empty stays as it is in Create.

    Without an engine, settings are wishes: any engine that has them takes them.
    """

    model_backend = SelectField("Engine", validate_choice=False)
    model = StringField("Model", filters=[stripped], validators=_SHORT)
    shape = SelectField("Shape", default="")
    width = WholeNumber("Width", validators=[Optional(), NumberRange(16, MAX_SIDE_PX, "This side is out of range.")])
    height = WholeNumber("Height", validators=[Optional(), NumberRange(16, MAX_SIDE_PX, "This side is out of range.")])
    steps = WholeNumber("Steps", validators=[Optional(), NumberRange(1, MAX_STEPS, f"Choose from 1 to {MAX_STEPS}.")])
    guidance_scale = Number("Guidance", validators=[Optional(), NumberRange(0, 100, "Choose from 0 to 100.")])
    scheduler = StringField("Scheduler", filters=[stripped], validators=_SHORT)
    lora = StringField("LoRA", filters=[stripped], validators=_SHORT)
    lora_weight = Number("Its weight", validators=[Optional(), NumberRange(-2, 2, "Choose from -2 to 2.")])

    def __init__(self, formdata: Any = None, recipe: Mapping[str, Any] | None = None) -> None:
        said = with_shape(recipe or {})
        said |= {name: said.get("parameters", {}).get(name) for name in (LORA, LORA_WEIGHT)}
        super().__init__(formdata, prefix=PREFIX, data=said)
        self.model_backend.choices = [
            SelectChoice("", "As in Create"),
            *(SelectChoice(each.name, each.label) for each in offers().engines),
        ]
        self.shape.choices = [
            SelectChoice("", "As in Create"),
            *(SelectChoice(name) for name in SHAPES),
            SelectChoice(FREE, "Free"),
        ]

    @property
    def is_filled(self) -> bool:
        return any(field.data not in (None, "") for field in self)

    @property
    def capabilities(self) -> Capabilities | None:
        """What the chosen engine can do, None when none is chosen."""
        chosen = self.model_backend.data
        return engine(chosen).capabilities if chosen and offers().has(chosen) else None

    @property
    def loras(self) -> Parameter | None:
        """The LoRAs of the chosen engine, as its field, None when it has none."""
        known = self.capabilities.parameters_for("generate", self.model.data or "") if self.capabilities else ()
        return next((each for each in known if each.name == LORA), None)

    @property
    def recipe(self) -> dict[str, Any]:
        """What was filled in, by the names of the composer's fields."""
        kept = {field.short_name: field.data for field in self if field.data not in (None, "")}
        parameters = {name: kept.pop(name) for name in (LORA, LORA_WEIGHT) if name in kept}
        if LORA in parameters:
            kept["parameters"] = parameters
        is_free = kept.get("shape") == FREE
        return {name: value for name, value in kept.items() if is_free or name not in ("width", "height")}

    def validate_model_backend(self, field: SelectField) -> None:
        if field.data and not offers().has(field.data):
            raise ValidationError("This engine is not available now. Choose another one.")

    def validate_model(self, field: StringField) -> None:
        if self.capabilities:
            self._among(field, [each.name for each in self.capabilities.models_for()])

    def validate_scheduler(self, field: StringField) -> None:
        if self.capabilities:
            self._among(field, list(self.capabilities.schedulers))

    def validate_lora(self, field: StringField) -> None:
        self._among(field, list(self.loras.choices) if self.loras else [])

    def validate_steps(self, field: WholeNumber) -> None:
        self._hold(field, steps=field.data)

    def validate_guidance_scale(self, field: Number) -> None:
        self._hold(field, guidance_scale=field.data)

    def validate_shape(self, field: SelectField) -> None:
        if field.data == FREE and not (self.width.data and self.height.data):
            raise ValidationError("Say how wide and how high.")
        if field.data == FREE:
            width_px, height_px = size_of(FREE, self.width.data, self.height.data)
            self._hold(field, width_px=width_px, height_px=height_px)

    def _among(self, field: StringField, known: list[str]) -> None:
        if not field.data or field.data in known:
            return
        if not self.model_backend.data:
            raise ValidationError("Choose the engine first: each has its own.")
        some = ", ".join(known[:6]) + (" and others" if len(known) > 6 else "")
        raise ValidationError(f"This engine has none of that name. {f'It has {some}.' if known else 'Leave it empty.'}")

    def _hold(self, field: Any, **asked: Any) -> None:
        """Holds one setting against the chosen engine, which says in a sentence what it cannot do."""
        if self.capabilities is None or field.data in (None, ""):
            return
        sizes = self.capabilities.sizes_for()
        side_px = min(max(1024, sizes.min_side_px), sizes.max_side_px) // sizes.multiple_px * sizes.multiple_px
        wish = {"width_px": side_px, "height_px": side_px, **asked}
        try:
            check(engine(self.model_backend.data), EngineRequest("a picture", model=self._known_model, **wish))
        except Unsupported as error:
            raise ValidationError(str(error)) from error

    @property
    def _known_model(self) -> str:
        known = {each.name for each in self.capabilities.models_for()} if self.capabilities else set()
        return self.model.data if self.model.data in known else ""


def recipe_rows(recipe: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Returns a style's settings as labels and values for a person."""
    labels = {each.name: each.label for each in offers().engines}
    name = str(recipe.get("model_backend", ""))
    parameters = recipe.get("parameters") or {}
    recipe = with_shape(recipe)
    size = f"{recipe['width']} × {recipe['height']}" if recipe.get("shape") == FREE else recipe.get("shape")
    rows = [
        ("Engine", labels.get(name, name)),
        ("Model", recipe.get("model")),
        ("Shape", size),
        ("Steps", recipe.get("steps")),
        ("Guidance", recipe.get("guidance_scale")),
        ("Scheduler", recipe.get("scheduler")),
        ("LoRA", " · ".join(str(parameters[key]) for key in (LORA, LORA_WEIGHT) if key in parameters)),
    ]
    return [(label, f"{value:g}" if isinstance(value, float) else str(value)) for label, value in rows if value]
