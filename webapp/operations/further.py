"""The further pictures that some operations take: a style to take over, a background, a light.

They are chosen among one's own newest pictures; one that was just brought is the first of them.
"""

from collections.abc import Iterable
from uuid import UUID

from flask_login import current_user
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from webapp.access import actor, can
from webapp.cards import Card, card_query, make_cards
from webapp.engines.types import Parameter
from webapp.extensions import db
from webapp.models import Image
from webapp.models.image import IS_KEPT

PREFIX = "pick-"
SHOWN_AT_MOST = 12
CHOOSE = "Choose one of your pictures."


class FurtherPictures:
    """The picture parameters of an operation with what was chosen for each."""

    def __init__(self, parameters: Iterable[Parameter], given: MultiDict[str, str]) -> None:
        self.parameters = tuple(each for each in parameters if each.kind == "picture")
        self.chosen = {each.name: given.get(f"{PREFIX}{each.name}", "") for each in self.parameters}
        self.errors: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.parameters)

    def cards(self) -> list[Card]:
        """Returns the pictures to choose from, newest first, with those that are chosen."""
        mine = card_query().where(Image.owner_id == current_user.id, IS_KEPT).limit(SHOWN_AT_MOST)
        rows = list(db.session.execute(mine))
        missing = {each for each in map(_id, self.chosen.values()) if each} - {row.id for row in rows}
        if missing:
            rows += db.session.execute(card_query().where(Image.id.in_(missing), Image.owner_id == current_user.id))
        return make_cards(rows, current_user.id)

    def validate(self) -> bool:
        """Judges each choice: it must be there where it is needed, and be the person's to use."""
        for each in self.parameters:
            typed = self.chosen[each.name]
            if not typed and not each.is_required:
                continue
            image_id = _id(typed)
            image = db.session.scalar(select(Image).where(Image.id == image_id)) if image_id else None
            if image is None or not can(actor(), "derive", image):
                self.errors[each.name] = CHOOSE
            else:
                self.ids[each.name] = str(image.id)
        return not self.errors


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
