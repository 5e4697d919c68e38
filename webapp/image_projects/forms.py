"""What somebody says about a project, and whom they let in."""

from typing import Any
from uuid import UUID

from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from webapp.fields import no_control_characters, stripped
from webapp.image_projects.listing import my_places, theme_choices
from webapp.models import ImageProject
from webapp.theme_cards import theme_named

# What the owner alone decides.
OWNERS = ("theme", "parent", "visibility", "guest_sees", "allows_remix")
ROLE_WORDS = [
    SelectChoice("view", "may look"),
    SelectChoice("add", "may add pictures"),
    SelectChoice("manage", "may manage"),
]


class ProjectForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A project: its words, its theme, its place and who sees what of it."""

    name = StringField(
        "Name",
        filters=[stripped],
        validators=[DataRequired("Give this project a name."), Length(max=120), no_control_characters],
    )
    description = TextAreaField("Description", filters=[stripped], validators=[Length(max=2000), no_control_characters])
    theme = SelectField("Theme", validate_choice=False)
    parent = SelectField("Part of", validate_choice=False)
    visibility = RadioField(
        "Who sees it",
        choices=[SelectChoice("private", "Its people"), SelectChoice("public", "Everyone")],
        default="private",
    )
    guest_sees = RadioField(
        "What others see of each picture",
        choices=[
            SelectChoice("hidden", "The picture alone"),
            SelectChoice("style", "Its style too"),
            SelectChoice("full", "The whole recipe"),
        ],
        default="style",
    )
    allows_remix = BooleanField("Others may remix the pictures")

    def __init__(self, *args: Any, project: ImageProject | None = None, is_own: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent_id: UUID | None = None
        self.theme_id: UUID | None = None
        if not is_own:
            for name in OWNERS:
                delattr(self, name)
            return
        places = my_places(current_user.id, project)
        self._places = {str(each.id): each.id for each in places}
        self.parent.choices = [
            SelectChoice("", "Nothing: it stands alone"),
            *(SelectChoice(str(each.id), each.name) for each in places),
        ]
        self.theme.choices = [SelectChoice("", "None"), *theme_choices(current_user.id, self.theme.data or "")]

    def validate_parent(self, field: SelectField) -> None:
        """Only one's own projects that stand alone may hold others, so that they nest one level."""
        if field.data and field.data not in self._places:
            raise ValidationError("This project cannot hold it. Choose another one.")
        self.parent_id = self._places.get(field.data or "")

    def validate_theme(self, field: SelectField) -> None:
        found = theme_named(field.data or "", current_user.id)
        if field.data and found is None:
            raise ValidationError("This theme is not there any more. Choose another one.")
        self.theme_id = found.id if found else None

    @property
    def said(self) -> dict[str, Any]:
        """What the form says, by the names of the project's columns."""
        said = {"name": self.name.data, "description": self.description.data}
        if "visibility" not in self:
            return said
        decided = {name: self[name].data for name in ("visibility", "guest_sees", "allows_remix")}
        return said | decided | {"parent_id": self.parent_id, "theme_helper_id": self.theme_id}


class MemberForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Somebody to let in, by name."""

    name = StringField("Name", filters=[stripped], validators=[DataRequired("Whom? Type a name."), Length(max=80)])
    role = SelectField("What they may do", choices=ROLE_WORDS, default="add")


class RoleForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What a member may do."""

    role = SelectField("What they may do", choices=ROLE_WORDS)
