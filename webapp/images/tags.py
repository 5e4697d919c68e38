"""The tags of one picture: what its owner adds and takes away."""

from typing import Any

from sqlalchemy import delete, insert, select
from wtforms.validators import ValidationError

from webapp.database import writing
from webapp.extensions import db
from webapp.images.drafts import drafted_tags
from webapp.images.forms import TagsForm
from webapp.meaning.wanted import want
from webapp.models import Image, Tag, image_tag
from webapp.tag_counts import counting
from webapp.tagging import MOST_TAGS, fold, tags_from
from webapp.visible_tags import completions

MOST_OPTIONS = 8
MOST_TYPED = 1000


def tags_of(image: Image) -> list[Tag]:
    """Returns the picture's tags, from A to Z."""
    carried = select(Tag).join(image_tag, image_tag.c.tag_id == Tag.id).where(image_tag.c.image_id == image.id)
    return list(db.session.scalars(carried.order_by(Tag.name)))


def add_tags(image: Image, typed: str) -> list[str]:
    """Adds the tags in `typed` to those the picture carries and returns the labels of the new ones.

    Raises ValidationError with a sentence for the person.
    """
    with writing() as session, counting(session, [image.id]):
        carried = {tag.id for tag in tags_of(image)}
        added = [tag for tag in tags_from(typed) if tag.id not in carried]
        if len(carried) + len(added) > MOST_TAGS:
            raise ValidationError(f"A picture carries up to {MOST_TAGS} tags. Take one away first.")
        if added:
            session.execute(insert(image_tag), [{"image_id": image.id, "tag_id": tag.id} for tag in added])
            want(session.connection(), "image", [image.id])
        return [tag.label for tag in added]


def remove_tag(image: Image, name: str) -> None:
    """Takes the tag of this name, in any spelling, from the picture."""
    tag_id = select(Tag.id).where(Tag.name == fold(name)).scalar_subquery()
    with writing() as session, counting(session, [image.id]):
        session.execute(delete(image_tag).where(image_tag.c.image_id == image.id, image_tag.c.tag_id == tag_id))
        want(session.connection(), "image", [image.id])


def completed(image: Image, typed: str) -> list[str]:
    """Returns `typed` with its last tag completed in several ways: by tags the owner may see, the most used first."""
    before, comma, last = typed[:MOST_TYPED].rpartition(",")
    written = {tag.name for tag in tags_of(image)} | {fold(each) for each in before.split(",")}
    known = [tag.label for tag in completions(last, image.owner_id, MOST_OPTIONS) if tag.name not in written]
    return [f"{before}{comma} {label}" if comma else label for label in known]


def tags_context(image: Image, is_mine: bool, form: TagsForm | None = None, news: str = "") -> dict[str, Any]:
    """Returns what the list of tags needs. The owner also gets a form and drafts; `news` is spoken."""
    tags = tags_of(image)
    return {
        "image_id": image.id,
        "tags": tags,
        "tags_form": (form or TagsForm(formdata=None)) if is_mine else None,
        "drafts": drafted_tags(image, tags) if is_mine else [],
        "news": news,
    }
