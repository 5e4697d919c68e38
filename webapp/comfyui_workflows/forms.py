"""The forms for a workflow's file, its name, and the names of its places."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import AnyOf, DataRequired, Length, ValidationError

from webapp.comfyui_workflows import service
from webapp.comfyui_workflows.places import SLOT_LABELS, Node, Place, nodes_of
from webapp.comfyui_workflows.shelf import Kept
from webapp.engines.comfyui.workflows import OPERATIONS, SLOTS, Graph, WorkflowError
from webapp.fields import no_control_characters, stripped

PREFIX = "place:"


class AboutForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What a workflow is called and what it does."""

    label = StringField(
        "Name",
        filters=[stripped],
        validators=[
            DataRequired("Give it a name."),
            Length(max=80, message="At most 80 characters, please."),
            no_control_characters,
        ],
    )
    operation = SelectField(
        "What it does",
        choices=[SelectChoice(name, words) for name, words in OPERATIONS.items()],
        validate_choice=False,
        validators=[AnyOf(list(OPERATIONS), "Choose one of these.")],
    )


class FileForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A workflow's file. Once it is valid, `graph` is what it holds."""

    file = FileField("File from ComfyUI", validators=[FileRequired("Choose the file that ComfyUI exported.")])
    graph: Graph

    def validate_file(self, field: Any) -> None:
        try:
            self.graph = service.read_upload(field.data.stream.read(service.MAX_UPLOAD_BYTES + 1))
        except WorkflowError as error:
            raise ValidationError(f"This file {error}.") from error


class UploadForm(AboutForm, FileForm):
    """A new workflow."""

    def validate_label(self, field: Any) -> None:
        if service.is_built_in(field.data):
            raise ValidationError("A workflow that comes with the studio is called so. Choose another name.")


class PlaceFields:
    """A field for each input of a workflow, saying which slot fills it."""

    def __init__(self, kept: Kept, formdata: Any = None) -> None:
        named = {key: slot for slot, keys in kept.slots.items() for key in keys if slot in SLOTS}
        self.nodes = nodes_of(kept.graph, named)
        places = [place for node in self.nodes for place in node.places]
        fields = {place.key: _field(number, place) for number, place in enumerate(places)}
        self.form = BaseForm(fields, prefix=PREFIX)
        self.form.process(formdata, data=named if formdata is None else {})
        self._first = {node.id for node in self.nodes if any(place.key in named for place in node.places)}

    def rows(self, node: Node) -> list[tuple[Any, str]]:
        """Returns a node's fields, each with what stands there now."""
        return [(self.form[place.key], place.words) for place in node.places]

    @property
    def named_nodes(self) -> list[Node]:
        """The nodes with a name, or a guess, among their places."""
        return [node for node in self.nodes if node.id in self._first]

    @property
    def other_nodes(self) -> list[Node]:
        return [node for node in self.nodes if node.id not in self._first]

    def validate(self) -> bool:
        """Judges each field; what is wrong stands in its errors."""
        return bool(self.form.validate())

    @property
    def has_errors_below(self) -> bool:
        """Tells whether a field of the other nodes has a message."""
        return any(field.errors for node in self.other_nodes for field, _ in self.rows(node))

    @property
    def slots(self) -> dict[str, list[str]]:
        """The places by slot, in the order of the slots."""
        chosen = {place.key: self.form[place.key].data for node in self.nodes for place in node.places}
        found = {slot: [key for key, each in chosen.items() if each == slot] for slot in SLOTS}
        return {slot: keys for slot, keys in found.items() if keys}


def missing_words(operation: str, slots: Mapping[str, list[str]]) -> str | None:
    """Returns what to do when nothing was named that the operation cannot do without."""
    needed = "prompt" if operation == "generate" else "image"
    return None if needed in slots else f"Choose “{SLOT_LABELS[needed]}” for one of the inputs: it is needed here."


def _field(number: int, place: Place) -> Any:
    choices = [SelectChoice("", "Stays as it is"), *(SelectChoice(slot, SLOT_LABELS[slot]) for slot in place.slots)]
    fits = AnyOf(["", *place.slots], "Choose one of these.")
    return SelectField(
        place.name, id=f"place-{number}", choices=choices, default="", validate_choice=False, validators=[fits]
    )
