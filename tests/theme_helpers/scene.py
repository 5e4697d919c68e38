"""Short ways to bring themes and styles into a studio, and to fill in the form of a theme."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from PIL import Image as Pixels
from sqlalchemy import select

from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion, ThemeFavorite, ThemeHelper, User
from webapp.models.columns import new_id, utc_now
from webapp.models.theme_helper import newest_first
from webapp.tagging import tags_from
from webapp.theme_helpers.pictures import store_preview
from webapp.theme_helpers.styles import keep_styles


def make_theme(owner: User, tags: str = "", styles: tuple[UUID, ...] = (), **values: Any) -> ThemeHelper:
    """Commits a theme with a preview. Needs an app context."""
    key = store_preview(Pixels.new("RGB", (40, 30), (20, 90, 60)))
    theme = ThemeHelper(
        **{
            "id": new_id(),
            "owner_id": owner.id,
            "slug": f"theme-{uuid4().hex[:8]}",
            "name": "Salt harbour",
            "prompt": "in a salt harbour, white heaps, pink water",
            "preview_path": key,
            **values,
        }
    )
    with writing() as session:
        theme.tags = tags_from(tags)
        session.add(theme)
        session.flush()
        keep_styles(theme.id, styles)
    return theme


def bring(app: Flask, owner: User, **values: Any) -> ThemeHelper:
    """The same from outside; the row stays readable."""
    with app.app_context():
        made = make_theme(owner, **values)
        db.session.refresh(made)
        db.session.expunge(made)
        return made


def make_style(app: Flask, owner: User, name: str, **values: Any) -> UUID:
    """Commits a private style of one version and returns its id."""
    style = PromptHelper(id=new_id(), slug=uuid4().hex, name=name, owner_id=owner.id, newest_number=1, **values)
    style.versions = [PromptHelperVersion(number=1, prompt="thin lines")]
    with app.app_context(), writing() as session:
        session.add(style)
    return style.id


def builtin(app: Flask, slug: str) -> UUID:
    """Returns the id of a built-in theme."""
    with app.app_context():
        return db.session.scalars(select(ThemeHelper.id).where(ThemeHelper.slug == slug)).one()


def themes_of(app: Flask, owner: User) -> list[ThemeHelper]:
    with app.app_context():
        return list(db.session.scalars(select(ThemeHelper).where(ThemeHelper.owner_id == owner.id)))


def starred(app: Flask, user: User) -> list[UUID]:
    with app.app_context():
        mine = select(ThemeFavorite.theme_helper_id).where(ThemeFavorite.user_id == user.id)
        return list(db.session.scalars(mine))


def filled(**values: Any) -> dict[str, Any]:
    """Returns what the form of a theme sends: two colours ticked, no styles."""
    form = {"name": "Salt harbour", "category": "Land and sea", "prompt": "in a salt harbour", "visibility": "private"}
    form |= {"is_active": "y", "picture": "keep", "tags": "salt, sea", "description": "White heaps and pink water."}
    for place, colour in enumerate(("#ffccdd", "#223344", "#8a8580")):
        form[f"palette-{place}-value"] = colour
        if place < 2:
            form[f"palette-{place}-is_on"] = "y"
    return form | values


def deleted_theme(owner: User) -> ThemeHelper:
    return make_theme(owner, visibility="shared", deleted_at=utc_now())


def older(days: int) -> dict[str, Any]:
    """Values of a theme that was made so many days ago."""
    made_at = utc_now() - timedelta(days=days)
    return {"created_at": made_at, "position": newest_first(made_at)}
