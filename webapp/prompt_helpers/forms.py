"""What an owner says about a style."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from webapp.engines.registry import DEFAULT_ENGINE, engine
from webapp.fields import no_control_characters, stripped
from webapp.models.prompt_helper import TARGETS
from webapp.pipeline import wildcards
from webapp.pipeline.prompts import SLOT
from webapp.prompt_helpers.recipe import RecipeForm
from webapp.prompt_helpers.words import place_choices
from webapp.style_writing import (
    MAX_CATEGORY_CHARS,
    MAX_NAME_CHARS,
    MAX_NOTES_CHARS,
    MAX_PURPOSE_CHARS,
    MAX_VOICE_CHARS,
    MAX_WORDS_CHARS,
    Wording,
)
from webapp.tagging import check_tags

MAX_TAGS_CHARS = 2000
_BRACED = re.compile(r"\{+([^{}|,]{1,12})\}+")
# What other tools call the slot.
_OTHER_SLOTS = {"p", "value", "input", "text", "subject"}
_IS_NEAR = 0.7


def slot_spelt_right(_form: Any, field: Any) -> None:
    """Refuses what is almost the slot, and says how it is written."""
    for found in _BRACED.finditer(field.data or ""):
        word = found[1].strip().casefold()
        is_meant = word in _OTHER_SLOTS or SequenceMatcher(None, word, "prompt").ratio() >= _IS_NEAR
        if is_meant and found[0] != SLOT:
            raise ValidationError(f"“{found[0]}” looks like the place for what is typed. Write it {SLOT}.")


def readable_choices(_form: Any, field: Any) -> None:
    """Refuses wildcards that cannot be read, saying why."""
    try:
        wildcards.check(field.data or "")
    except wildcards.WildcardError as error:
        raise ValidationError(str(error)) from error


def at_most(limit: int) -> Length:
    return Length(max=limit, message=f"At most {limit:,} characters, please. Yours is kept: shorten it.")


def one_line(_form: Any, field: Any) -> None:
    """Refuses what cannot be seen in a line: tabs, line ends and other controls."""
    if field.data and not all(character.isprintable() or character in "\u200c\u200d" for character in field.data):
        raise ValidationError("This holds a character that cannot be seen. Type it again without it.")


def _line(label: str, limit: int, *more: Any) -> StringField:
    return StringField(label, filters=[stripped], validators=[*more, at_most(limit), no_control_characters, one_line])


def _words(label: str, *more: Any) -> TextAreaField:
    checks = [at_most(MAX_WORDS_CHARS), no_control_characters, readable_choices, *more]
    return TextAreaField(label, filters=[stripped], validators=checks)


def _place(label: str) -> SelectField:
    return SelectField(label, choices=[SelectChoice(*each) for each in place_choices()], default="append")


class StyleForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Name, words, where they stand, settings, and who may see it all."""

    name = _line("Name", MAX_NAME_CHARS, DataRequired("Give it a name, so that you find it again."))
    purpose = _line("What it is for", MAX_PURPOSE_CHARS)
    category = _line("Category", MAX_CATEGORY_CHARS)
    tags = StringField("Tags", filters=[stripped], validators=[at_most(MAX_TAGS_CHARS), check_tags])
    visibility = RadioField(
        "Who may use it",
        choices=[SelectChoice("private", "Only me"), SelectChoice("shared", "Everyone here")],
        default="private",
    )
    prompt = _words("Words", slot_spelt_right)
    negative_prompt = _words("Things to avoid")
    style_preset = SelectField("Preset")
    place_image = _place("In prompts of pictures")
    place_scene = _place("In scenes of stories")
    place_narration = _place("In narration")
    voice_style = _line("Voice", MAX_VOICE_CHARS)
    notes = TextAreaField(
        "What changed", filters=[stripped], validators=[at_most(MAX_NOTES_CHARS), no_control_characters]
    )

    def __init__(self, *args: Any, recipe: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipe_form = RecipeForm(request.form if self.is_submitted() else None, recipe)
        presets = sorted(
            {*engine(DEFAULT_ENGINE).capabilities.style_presets} | {kwargs.get("style_preset") or ""} - {""}
        )
        self.style_preset.choices = [SelectChoice("", "None"), *map(_preset_choice, presets)]

    @property
    def wording(self) -> Wording:
        """What makes a version."""
        places = {target: self[f"place_{target}"].data for target in TARGETS}
        return Wording(self.prompt.data, self.negative_prompt.data, self.style_preset.data, places)

    def validate(self, extra_validators: Any = None) -> bool:
        """Judges all fields, those of the settings included."""
        is_good = super().validate(extra_validators)
        return bool(self.recipe_form.validate()) and is_good

    def validate_prompt(self, field: TextAreaField) -> None:
        if not (field.data or self.negative_prompt.data or self.style_preset.data):
            raise ValidationError("Say in a few words what it does, or choose a preset.")


def _preset_choice(name: str) -> SelectChoice:
    return SelectChoice(name, name.replace("-", " ").capitalize())
