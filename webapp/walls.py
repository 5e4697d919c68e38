"""Walls: which pictures hang on one, newest first, read along the index that fits what it is narrowed by."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, exists, func, or_, select

from webapp.extensions import db
from webapp.models import (
    Image,
    ImageProject,
    ImageWords,
    OwnTagCount,
    ProjectMember,
    ProjectPicture,
    PromptHelperVersion,
    Tag,
    User,
    image_tag,
)
from webapp.models.columns import LAST_ID, first_id_at
from webapp.models.image import IS_FAVORITE, IS_IN_TRASH, IS_KEPT, IS_RATED, IS_SHOWN
from webapp.models.user import name_key
from webapp.search.facts import IN_INDEX, fact
from webapp.search.finding import MILLISECOND, matching
from webapp.search.words import owner_mark
from webapp.wall_filters import Filters

Condition = ColumnElement[bool]
NOBODY = UUID(int=0)
# Where a page starts, for conditions on other tables: PostgreSQL does not conclude it, and would read all newer rows.
BEHIND = bindparam("behind", LAST_ID, Uuid)
RARE = 2000  # pictures with a tag: few enough to read all of them
COLUMNS: Mapping[str, Any] = {
    "style": Image.prompt_helper_id,
    "theme": Image.theme_helper_id,
    "engine": Image.model_backend,
    "model": Image.model,
    "origin": Image.origin,
    "kind": Image.generation_type,
    "shape": Image.shape,
    "size": Image.size_class,
    "seed": Image.seed,
}


@dataclass(frozen=True, slots=True)
class Wall:
    """What hangs on a wall. `joined` leads the way, if it is another table; `key` is the picture's id in its index.

    `order` is what the wall is read along when that is not the id itself; it grows with the id. `vectors` is the kind
    of vectors by which its pictures may be found: of all their words, or only of those that everybody may read.
    `at_most` is how many pictures it can have, where that is known.
    """

    conditions: tuple[Condition, ...]
    key: ColumnElement[UUID] = Image.id.expression
    joined: tuple[Any, Condition] | None = None
    order: ColumnElement[Any] | None = None
    vectors: str = "image"
    at_most: int | None = None

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """Narrows a query of pictures to those on the wall; its order is up to the caller."""
        return (query.join(*self.joined) if self.joined else query).where(*self.conditions)

    def with_conditions(self, *conditions: Condition) -> "Wall":
        """Returns the wall with fewer pictures."""
        return replace(self, conditions=(*self.conditions, *conditions))

    def ids(self, before: UUID = LAST_ID) -> Select[Any]:
        """Returns the query of the pictures' ids, newest first, older than `before`."""
        return self.narrow(select(Image.id)).where(*self.behind(before)).order_by(self.along.desc())

    @property
    def along(self) -> ColumnElement[Any]:
        """What the pictures are in the order of."""
        return self.key if self.order is None else self.order

    def behind(self, before: UUID) -> tuple[Condition, ...]:
        """Returns the conditions of the pictures that are older than this one."""
        return (*(each < before for each in self._keys), *(() if self.order is None else (self.order < before,)))

    def since(self, first: UUID) -> tuple[Condition, ...]:
        """Returns the conditions of the pictures from this id on."""
        earlier = UUID(int=max(0, first.int - MILLISECOND.int))
        return (*(each >= first for each in self._keys), *(() if self.order is None else (self.order >= earlier,)))

    @property
    def _keys(self) -> tuple[ColumnElement[UUID], ...]:
        own = Image.id.expression
        return (own,) if self.key is own else (self.key, own)


def public_wall(filters: Filters, viewer_id: UUID | None) -> Wall:
    """Returns the wall of what everybody may see. A tag or a project leads, so that other people's are not read."""
    return _narrowed(Wall((IS_SHOWN,), vectors="shown"), filters, viewer_id, is_led_by_tag=True)


def my_wall(owner_id: UUID, filters: Filters) -> Wall:
    """Returns the wall of a person's own pictures."""
    return _narrowed(Wall((Image.owner_id == owner_id, IS_KEPT)), filters, owner_id, is_led_by_tag=False)


def my_trash(owner_id: UUID) -> Wall:
    """Returns what a person has deleted and can still have back."""
    return Wall((Image.owner_id == owner_id, IS_IN_TRASH))


def _narrowed(wall: Wall, filters: Filters, viewer_id: UUID | None, *, is_led_by_tag: bool) -> Wall:
    if filters.get("q"):
        wall = _with_words(wall, filters, viewer_id, is_public=is_led_by_tag)
    else:
        wall = _with_facts(wall, filters, viewer_id, is_led_by_tag=is_led_by_tag)
    since, before = filters.days
    first = () if since is None else wall.since(first_id_at(since))
    last = () if before is None else wall.behind(first_id_at(before))
    return wall.with_conditions(*first, *last)


def _with_facts(wall: Wall, filters: Filters, viewer_id: UUID | None, *, is_led_by_tag: bool) -> Wall:
    tags, project_id = list(filters.tags), filters.get("project")
    if project_id:
        wall = _in_project(wall, project_id, viewer_id)
    elif tags:
        count, rarest = _rarest(tags)
        if is_led_by_tag or count <= RARE:
            tags.remove(rarest)
            carried = and_(image_tag.c.image_id == Image.id, image_tag.c.tag_id == _tag_id(rarest))
            wall = replace(wall, key=image_tag.c.image_id, joined=(image_tag, carried), at_most=count)
    carry = [_carries(name, filters) for name in tags]
    return wall.with_conditions(*carry, *_equal(filters), *_special(filters))


def _rarest(tags: Collection[str]) -> tuple[int, str]:
    """Returns which tag fewest pictures carry, those that others keep to themselves too, and how many do."""
    kept = select(func.sum(OwnTagCount.image_count)).where(OwnTagCount.tag_id == Tag.id).scalar_subquery()
    carriers = Tag.public_count + func.coalesce(kept, 0)
    rows = db.session.execute(select(Tag.name, carriers.label("carriers")).where(Tag.name.in_(tags)))
    counts: dict[str, int] = {row.name: row.carriers for row in rows}
    return min((counts.get(name, 0), name) for name in tags)


def _equal(filters: Filters) -> list[Condition]:
    return [column == filters.get(name) for name, column in COLUMNS.items() if name in filters.values]


def _special(filters: Filters) -> list[Condition]:
    return [make(filters) for name, make in SPECIAL.items() if name in filters.values]


def _of_version(filters: Filters) -> Condition:
    version = select(PromptHelperVersion.id).where(
        PromptHelperVersion.prompt_helper_id == filters.get("style"),
        PromptHelperVersion.number == filters.get("version"),
    )
    return Image.prompt_helper_version_id == version.scalar_subquery()


def _by(filters: Filters) -> Condition:
    named = select(User.id).where(User.name_key == name_key(filters.get("by")))
    return Image.owner_id == named.scalar_subquery()


SPECIAL: Mapping[str, Callable[[Filters], Condition]] = {
    "version": _of_version,
    "favorites": lambda _: IS_FAVORITE,
    "rating": lambda filters: and_(IS_RATED, Image.rating >= filters.get("rating")),
    "by": _by,
}


def _tag_id(name: str) -> Any:
    return select(Tag.id).where(Tag.name == name).scalar_subquery()


def _carries(name: str, filters: Filters) -> Condition:
    carried = image_tag.alias()
    key, (since, before) = carried.c.image_id, filters.days
    first = () if since is None else (key >= first_id_at(since),)
    last = (key < BEHIND,) if before is None else (key < BEHIND, key < first_id_at(before))
    return exists().where(key == Image.id, carried.c.tag_id == _tag_id(name), *first, *last)


def _with_words(wall: Wall, filters: Filters, viewer_id: UUID | None, *, is_public: bool) -> Wall:
    """The index answers for words and facts together. Asked of the pictures as well, facts would count twice, and
    PostgreSQL take the hits for fewer than they are. Who sees a project, and what left it, is asked of its own tables.
    """
    found = matching(filters.get("q"), viewer_id, "public" if is_public else "own", _facts(filters))
    project_id = filters.get("project")
    hung = [_hangs_in(project_id, viewer_id)] if project_id else []
    wall = wall.with_conditions(*hung, *([_of_version(filters)] if filters.get("version") else []))
    return replace(wall.with_conditions(found.condition), joined=(ImageWords, found.on), order=found.order)


def _facts(filters: Filters) -> list[str]:
    facts = [fact(name, value) for name, value in filters.values.items() if name in IN_INDEX]
    facts += [fact("tag", name) for name in filters.tags]
    if name := filters.get("by"):
        owner_id = db.session.scalar(select(User.id).where(User.name_key == name_key(name)))
        facts.append(owner_mark(owner_id or NOBODY))
    return facts


def _hangs_in(project_id: UUID, viewer_id: UUID | None) -> Condition:
    inside = and_(ProjectPicture.image_id == Image.id, ProjectPicture.project_id == project_id)
    seen = exists().where(ImageProject.id == project_id, project_seen_by(viewer_id))
    return and_(seen, exists().where(inside))


def _in_project(wall: Wall, project_id: UUID, viewer_id: UUID | None) -> Wall:
    """A project that the viewer may not see narrows the wall to nothing, as one that is not there does."""
    inside = and_(ProjectPicture.image_id == Image.id, ProjectPicture.project_id == project_id)
    seen = exists().where(ImageProject.id == project_id, project_seen_by(viewer_id))
    return replace(wall.with_conditions(seen), key=ProjectPicture.image_id.expression, joined=(ProjectPicture, inside))


def project_seen_by(viewer_id: UUID | None) -> Condition:
    """Returns the condition under which somebody sees a project: published ones, their own, those they work on."""
    is_seen = ImageProject.visibility == "public"
    if viewer_id is not None:
        member = exists().where(ProjectMember.project_id == ImageProject.id, ProjectMember.user_id == viewer_id)
        is_seen = or_(is_seen, ImageProject.owner_id == viewer_id, member)
    return and_(ImageProject.deleted_at.is_(None), is_seen)
