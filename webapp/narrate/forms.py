"""What is read aloud, and by which voice."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from webapp.engines.speech.registry import full_name, voices
from webapp.fields import no_control_characters, stripped
from webapp.narration.asking import MOST_CHARS
from webapp.narration.reading import Text

TYPED = "typed"


class NarrationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One of the picture's texts, or words of one's own."""

    source = RadioField("What to read", validate_choice=True)
    text = TextAreaField(
        "Your words",
        filters=[stripped],
        validators=[Length(max=MOST_CHARS, message=f"At most {MOST_CHARS:,} characters."), no_control_characters],
    )
    voice = SelectField("Voice")

    def __init__(self, texts: list[Text], **values: Any) -> None:
        super().__init__(**values)
        self.source.choices = [SelectChoice(each.key, each.label) for each in texts]
        self.source.choices.append(SelectChoice(TYPED, "Words of my own"))
        self.voice.choices = [
            SelectChoice(full_name(by, voice), voice.label, optgroup=by.label) for by, voice in voices()
        ]
        if any(each.voice for each in texts):
            self.voice.choices.insert(0, SelectChoice("", "For a page, its story's; else the first here"))
        self._texts = {each.key: each for each in texts}
        if not self.is_submitted() and self.source.data not in {choice.value for choice in self.source.choices}:
            self.source.data = self.source.choices[0].value

    def validate_text(self, field: TextAreaField) -> None:
        if self.source.data == TYPED and not field.data:
            raise ValidationError("Type what should be read.")

    def validate_source(self, field: RadioField) -> None:
        chosen = self._texts.get(field.data)
        if chosen is not None and len(chosen.words) > MOST_CHARS:
            raise ValidationError(f"This is longer than {MOST_CHARS:,} characters. Type the part that should be read.")

    def wanted(self) -> Text:
        """Returns the text that was chosen. Call it after validation."""
        typed = Text(TYPED, "", self.text.data or "")
        return self._texts.get(self.source.data, typed)
