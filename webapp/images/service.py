"""One picture: its neighbours, its recipe in words, and changes to it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from webapp.access import can, reads_final_words
from webapp.cards import Card, card_query, make_cards
from webapp.database import writing
from webapp.engines.registry import engine
from webapp.extensions import db
from webapp.models import Image, ImageRequest, PromptHelper, PromptHelperVersion, ThemeHelper, User
from webapp.models.columns import utc_now
from webapp.models.image import IS_KEPT, IS_SHOWN
from webapp.pipeline import elsewhere
from webapp.tag_counts import counting


def card_of(image: Image, viewer_id: UUID | None) -> Card:
    """Returns the picture's card."""
    return make_cards(db.session.execute(card_query().where(Image.id == image.id)).all(), viewer_id)[0]


def neighbours(image: Image, viewer_id: UUID | None) -> tuple[UUID | None, UUID | None]:
    """Returns the newer and the older picture on the wall that this one hangs on for the viewer."""
    is_mine = viewer_id == image.owner_id
    on_wall = select(Image.id).where(and_(Image.owner_id == image.owner_id, IS_KEPT) if is_mine else IS_SHOWN)
    newer = db.session.scalar(on_wall.where(Image.id > image.id).order_by(Image.id).limit(1))
    older = db.session.scalar(on_wall.where(Image.id < image.id).order_by(Image.id.desc()).limit(1))
    return newer, older


def recipe_rows(image: Image, request: ImageRequest | None) -> list[tuple[str, str]]:
    """Returns the recipe as labels and values for a person."""
    rows: list[tuple[str, Any]] = [("Size", f"{image.width_px} × {image.height_px}"), ("Seed", image.seed)]
    if request is not None:
        rows.insert(0, ("Engine", " · ".join(filter(None, (engine(request.model_backend).label, request.model)))))
        rows += [
            ("Steps", request.steps),
            ("Guidance", request.guidance_scale),
            ("Scheduler", request.scheduler),
        ]
    rows += elsewhere.recipe_rows(image)
    return [(label, str(value)) for label, value in rows if value is not None]


def prompt_of(image: Image, request: ImageRequest | None, viewer: User | None) -> str:
    """Returns the prompt as far as somebody who may see the recipe may read it: whole, or as it was typed."""
    if reads_final_words(viewer, image):
        return image.prompt
    return request.prompt if request else str(image.recipe.get("prompt_template", ""))


def negative_prompt_of(image: Image, request: ImageRequest | None) -> str:
    """Returns what was to be avoided: as it was typed here, or as the picture's file told it."""
    if request is not None:
        return request.negative_prompt
    return str(image.recipe.get("negative_prompt", "")) if elsewhere.is_from_elsewhere(image) else ""


def words_to_describe(image: Image, request: ImageRequest | None) -> str:
    """Returns the words that say best what is to be seen, without those of a style."""
    return (request.prompt if request else image.prompt) or image.caption or image.title


@dataclass(frozen=True, slots=True)
class StyleName:
    """The style a picture was made with. `number` is its version, None for those who may not see the recipe."""

    id: UUID
    name: str
    number: int | None
    is_seen: bool


def style_of(image: Image, viewer: User | None, *, has_recipe: bool) -> StyleName | None:
    """Returns the name of the picture's style, which all may know, and as much more as the viewer may see."""
    if image.prompt_helper_id is None:
        return None
    style = db.session.get(PromptHelper, image.prompt_helper_id)
    if style is None:
        return None
    version = db.session.get(PromptHelperVersion, image.prompt_helper_version_id) if has_recipe else None
    return StyleName(style.id, style.name, version.number if version else None, can(viewer, "read", style))


@dataclass(frozen=True, slots=True)
class ThemeName:
    """The theme a picture was made with."""

    id: UUID
    name: str
    is_seen: bool


def theme_of(image: Image, viewer: User | None) -> ThemeName | None:
    """Returns the name of the picture's theme, which all may know, and whether the viewer may see more of it."""
    found = db.session.get(ThemeHelper, image.theme_helper_id) if image.theme_helper_id else None
    return ThemeName(found.id, found.name, can(viewer, "read", found)) if found else None


def edit_image(image: Image, said: dict[str, Any]) -> None:
    """Changes what the owner says about a picture: its words, who may see it and who may remix it.

    An alt text that its owner has said is approved.
    """
    with writing() as session, counting(session, [image.id]):
        for name, value in said.items():
            setattr(image, name, value)
        image.alt_status = "approved" if image.alt_text else ""


def approve_alt(image: Image, alt_text: str) -> None:
    with writing():
        image.alt_text, image.alt_status = alt_text, "approved"


def rate_image(image: Image, rating: int) -> None:
    """Gives the picture one to five stars, 0 takes them away."""
    with writing():
        image.rating = rating


def toggle_favorite(image: Image) -> None:
    with writing():
        image.is_favorite = not image.is_favorite


def delete_image(image: Image) -> None:
    """Takes the picture off every wall at once. Its files go when the trash is emptied."""
    with writing() as session, counting(session, [image.id]):
        image.deleted_at = utc_now()


def restore_image(owner_id: UUID, image_id: UUID) -> Image | None:
    """Brings a deleted picture back, or returns None when it is not the person's or not there any more."""
    found = db.session.scalar(select(Image).where(Image.id == image_id, Image.owner_id == owner_id))
    if found is not None:
        with writing() as session, counting(session, [found.id]):
            found.deleted_at = None
    return found
