"""What an author says of a story and of a page."""

from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from webapp.engines.speech.registry import full_name, voices
from webapp.fields import no_control_characters, stripped
from webapp.models import Story
from webapp.shapes import DEFAULT_SHAPE, SHAPES
from webapp.style_cards import composer_styles
from webapp.theme_cards import offered_themes

MAX_TEXT_CHARS = 6_000
STYLES_OFFERED = 40
MOST_PICTURES = 4


def at_most(limit: int) -> Length:
    return Length(max=limit, message=f"At most {limit:,} characters, please. Yours are kept: shorten them.")


class StoryForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Title, author, what it is about, its look and voice, and who may read it."""

    title = StringField(
        "Title",
        filters=[stripped],
        validators=[DataRequired("Give the story a title."), at_most(200), no_control_characters],
    )
    author_line = StringField("Author", filters=[stripped], validators=[at_most(120), no_control_characters])
    description = TextAreaField(
        "What it is about", filters=[stripped], validators=[at_most(2000), no_control_characters]
    )
    theme = SelectField("Theme", default="")
    style = SelectField("Style", default="")
    voice = SelectField("Voice", default="")
    visibility = RadioField(
        "Who may read it",
        default="private",
        choices=[
            SelectChoice("private", "Only me"),
            SelectChoice("unlisted", "Who has the link"),
            SelectChoice("public", "Everyone"),
        ],
    )


def story_form(author_id: UUID, story: Story | None = None, *, is_sent: bool = False) -> StoryForm:
    """Returns the form as it was sent, or with what the story says; it offers what the author sees."""
    theme, style = (story.theme_helper, story.prompt_helper) if story else (None, None)
    chosen = {"theme": theme.slug if theme else "", "style": style.slug if style else ""}
    form = StoryForm() if is_sent else StoryForm(None, obj=story, data=chosen)
    themes = offered_themes(author_id, form.theme.data or "")
    styles = composer_styles(author_id, form.style.data or "", STYLES_OFFERED)
    form.theme.choices = [SelectChoice("", "No theme"), *(SelectChoice(each.slug, each.name) for each in themes)]
    form.style.choices = [SelectChoice("", "No style"), *(SelectChoice(each.slug, each.name) for each in styles)]
    form.voice.choices = _voices(story.voice if story else "")
    if not is_sent:
        _forget_unseen(form)
    return form


def _voices(kept: str) -> list[SelectChoice]:
    """Returns the voices of the studio, and the one that is `kept` even while it is away."""
    known = [SelectChoice(full_name(by, voice), voice.label, optgroup=by.label) for by, voice in voices()]
    is_away = kept and kept not in {choice.value for choice in known}
    away = [SelectChoice(kept, f"{kept} (not here now)")] if is_away else []
    return [SelectChoice("", "Chosen each time"), *away, *known]


def _forget_unseen(form: StoryForm) -> None:
    """A theme or style that its author sees no more is none."""
    for field in (form.theme, form.style):
        if field.data not in {choice.value for choice in field.choices}:
            field.data = ""


class PageForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The words of a page, its picture (an id, empty for none), the one it had when it was opened, and how to make new
    ones."""

    text = TextAreaField("Text", filters=[stripped], validators=[at_most(MAX_TEXT_CHARS), no_control_characters])
    picture = StringField("Picture", default="", filters=[stripped])
    had = HiddenField(default="", filters=[stripped])
    shape = SelectField("Shape", choices=[SelectChoice(name) for name in SHAPES], default=DEFAULT_SHAPE)
    count = SelectField(
        "How many",
        coerce=int,
        choices=[SelectChoice(str(number)) for number in range(1, MOST_PICTURES + 1)],
        default=2,
    )
