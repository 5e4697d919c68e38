"""Who may do what. Everything not said here is refused."""

from collections.abc import Callable
from typing import Literal, ParamSpec, TypeVar, cast
from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.errors import Forbidden
from webapp.extensions import db, login
from webapp.models import (
    ChainRun,
    EditChain,
    Image,
    ImageProject,
    ImageRequest,
    IncomingFile,
    Narration,
    PromptBlock,
    PromptHelper,
    SavedMask,
    Story,
    StoryPage,
    ThemeHelper,
    User,
    WildcardList,
)
from webapp.models.prompt_helper import style_shown_to
from webapp.models.theme_helper import theme_shown_to
from webapp.project_rights import ROLE_MAY, picture_rights, role_in

Action = Literal["read", "edit", "derive", "add", "own"]
Kept = ChainRun | EditChain | IncomingFile | PromptBlock | SavedMask | WildcardList
Thing = Kept | Image | ImageProject | ImageRequest | PromptHelper | Story | ThemeHelper
P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K", bound=Kept)


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """Keeps a view for people who are signed in; others are sent to sign in first."""
    return cast("Callable[P, R]", login_required(view))


def admins_only() -> ResponseReturnValue | None:
    """Asks guests to sign in and hides pages from people who are no admins. Call it before each request."""
    if not current_user.is_authenticated:
        answer: ResponseReturnValue = login.unauthorized()
        return answer
    if not current_user.is_admin:
        abort(404)
    return None


def can(actor: User | None, action: Action, thing: Thing) -> bool:
    """Tells whether `actor` (None: a guest) may do `action` to `thing`. Default deny."""
    if isinstance(thing, ImageRequest):
        return actor is not None and actor.is_active and thing.user_id == actor.id
    if isinstance(thing, Kept):
        return actor is not None and actor.is_active and thing.owner_id == actor.id
    if isinstance(thing, PromptHelper):
        return actor is not None and actor.is_active and _can_with_style(actor, action, thing)
    if isinstance(thing, ThemeHelper):
        return actor is not None and actor.is_active and _can_with_theme(actor, action, thing)
    if isinstance(thing, Story):
        is_author = actor is not None and actor.is_active and thing.owner_id == actor.id
        return is_author or (action == "read" and thing.visibility in {"unlisted", "public"})
    if isinstance(thing, ImageProject):
        return _can_with_project(actor, action, thing)
    return _can_with_image(actor, action, thing)


def _can_with_image(actor: User | None, action: Action, image: Image) -> bool:
    """Pictures are their owners'; others see public ones, and those of projects that they may see."""
    if image.deleted_at is not None:
        return False
    viewer_id = actor.id if actor is not None and actor.is_active else None
    if image.owner_id == viewer_id:
        return True
    # An unlisted picture is seen by its share links alone: they lead to pages of their own.
    is_open = image.visibility == "public"
    if action == "read":
        return is_open or picture_rights(viewer_id, image.id).reads
    if action != "derive" or viewer_id is None:
        return False
    return (is_open and image.allows_remix) or picture_rights(viewer_id, image.id).remixes


def _can_with_project(actor: User | None, action: Action, project: ImageProject) -> bool:
    """A project is its owner's; members do what their role says, and everybody sees a published one.

    "edit" changes it and its order, "add" puts one's own pictures in, "own" publishes and deletes it.
    """
    if project.deleted_at is not None:
        return False
    if action == "read" and project.visibility == "public":
        return True
    if actor is None or not actor.is_active:
        return False
    return project.owner_id == actor.id or action in ROLE_MAY.get(role_in(project.id, actor.id) or "", ())


def recipe_seen(actor: User | None, image: Image) -> str:
    """Returns how much of a picture's recipe `actor` may read: hidden (nothing), style (and theme) or full."""
    if can(actor, "derive", image):
        return "full"
    through = picture_rights(actor.id if actor is not None and actor.is_active else None, image.id).sees
    return "style" if through == "hidden" and image.visibility != "private" else through


def _can_with_style(actor: User, action: Action, style: PromptHelper) -> bool:
    """Styles are shared with all who are signed in, to be used and forked; only owners change them."""
    if style.deleted_at is not None:
        return False
    return style.owner_id == actor.id or (style.visibility == "shared" and action != "edit")


def reads_final_words(actor: User | None, image: Image) -> bool:
    """Tells whether `actor` may read the prompt as the engine read it.

    A recipe may be shared while the style or the theme in it is private: then their words stay their owner's.
    """
    if actor is None or not can(actor, "derive", image):
        return False
    if image.owner_id == actor.id:
        return True
    style = select(PromptHelper.id).where(PromptHelper.id == image.prompt_helper_id, style_shown_to(actor.id))
    theme = select(ThemeHelper.id).where(ThemeHelper.id == image.theme_helper_id, theme_shown_to(actor.id))
    has_style, has_theme = image.prompt_helper_id is not None, image.theme_helper_id is not None
    return not (has_style and db.session.scalar(style) is None) and not (has_theme and db.session.scalar(theme) is None)


def _can_with_theme(actor: User, action: Action, theme: ThemeHelper) -> bool:
    """Themes are shared with all who are signed in while they are active; only owners change them."""
    if theme.deleted_at is not None:
        return False
    is_offered = theme.visibility == "shared" and theme.is_active
    return theme.owner_id == actor.id or (is_offered and action != "edit")


def actor() -> User | None:
    """Returns the signed-in person, or None for a guest."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def visible_image(image_id: UUID) -> Image:
    """Returns the picture if the caller may see it; absent and hidden answer alike (404)."""
    image = db.session.scalar(select(Image).where(Image.id == image_id).options(joinedload(Image.owner)))
    if image is None or not can(actor(), "read", image):
        abort(404)
    return image


def heard_narration(narration_id: UUID) -> Narration:
    """Returns the narration if the caller may hear it: who sees its picture, or reads the story that it belongs to.

    Absent and hidden answer alike (404).
    """
    found = db.session.get(Narration, narration_id)
    if found is None:
        abort(404)
    page = db.session.get(StoryPage, found.story_page_id) if found.story_page_id else None
    if not can(actor(), "read", page.story if page is not None else found.image):
        abort(404)
    return found


def derivable_image(image_id: UUID) -> Image:
    """Returns the picture if the caller may see and use its recipe: 404 when hidden, 403 when only visible."""
    image = visible_image(image_id)
    if not can(actor(), "derive", image):
        raise Forbidden("Its owner keeps the recipe of this picture.")
    return image


def own_image(image_id: UUID) -> Image:
    """Returns the picture if the caller may change it: 404 when hidden, 403 when only visible."""
    image = visible_image(image_id)
    if not can(actor(), "edit", image):
        raise Forbidden
    return image


def own_request(request_id: UUID) -> ImageRequest:
    """Returns the request, as it is now, if it is the caller's own, else 404."""
    found = db.session.get(ImageRequest, request_id, populate_existing=True)
    if found is None or not can(actor(), "read", found):
        abort(404)
    return found


def visible_style(style_id: UUID) -> PromptHelper:
    """Returns the style if the caller may see it; absent, deleted and hidden answer alike (404)."""
    style = db.session.scalar(
        select(PromptHelper).where(PromptHelper.id == style_id).options(joinedload(PromptHelper.owner))
    )
    if style is None or not can(actor(), "read", style):
        abort(404)
    return style


def own_style(style_id: UUID) -> PromptHelper:
    """Returns the style if the caller may change it: 404 when hidden, 403 when only visible."""
    style = visible_style(style_id)
    if not can(actor(), "edit", style):
        raise Forbidden("You can use and fork this style, but only its owner can change it.")
    return style


def visible_theme(theme_id: UUID) -> ThemeHelper:
    """Returns the theme if the caller may see it; absent, deleted and hidden answer alike (404)."""
    theme = db.session.scalar(
        select(ThemeHelper).where(ThemeHelper.id == theme_id).options(joinedload(ThemeHelper.owner))
    )
    if theme is None or not can(actor(), "read", theme):
        abort(404)
    return theme


def own_theme(theme_id: UUID) -> ThemeHelper:
    """Returns the theme if the caller may change it: 404 when hidden, 403 when only visible."""
    theme = visible_theme(theme_id)
    if not can(actor(), "edit", theme):
        raise Forbidden("You can use and remix this theme, but only its owner can change it.")
    return theme


def own_kept(kind: type[K], thing_id: UUID) -> K:
    """Returns the row as it is now if it is the caller's own, else 404."""
    found = db.session.get(kind, thing_id, populate_existing=True)
    if found is None or not can(actor(), "edit", found):
        abort(404)
    return found
