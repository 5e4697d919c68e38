"""What every page needs besides its own data: theme, running badge, addresses of shared files."""

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, request, url_for
from flask_login import current_user
from sqlalchemy import select

from webapp.extensions import db
from webapp.htmx import is_partial
from webapp.models import ImageRequest
from webapp.models.image_request import IS_LIVE, PROBE
from webapp.pipeline.offer import offers

MOST_COUNTED = 100


def init_context(app: Flask) -> None:
    """Gives pages their context, and static files an address that changes with them."""
    app.context_processor(page_context)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            values["v"] = _version(str(app.static_folder), values.get("filename", ""))


@cache
def _version(folder: str, name: str) -> str | None:
    """Returns a few letters that change with the file, so that browsers keep the old one no longer than it lives."""
    path = Path(folder, name)
    return f"{path.stat().st_mtime_ns:x}"[-8:] if path.is_file() else None


def page_context() -> dict[str, Any]:
    """Returns what layouts use. One query, and only for a whole page of somebody signed in;
    for an admin another one every few seconds."""
    is_signed_in = current_user.is_authenticated
    has_badge = is_signed_in and not is_partial()
    return {
        "theme": current_user.theme if is_signed_in else request.cookies.get("theme", ""),
        "running": running_now() if has_badge else Running(),
        "icons_url": url_for("static", filename="vendor/icons.svg"),
        "engines_in_trouble": offers().in_trouble if has_badge and current_user.is_admin else (),
        "live_url": "/events" if request.environ.get("atelier.has_events") else None,
    }


@dataclass(frozen=True, slots=True)
class Running:
    """How much is on the way for a person, up to MOST_COUNTED. Of two counts the higher `version` holds."""

    count: int = 0
    version: int = 0


def running_now() -> Running:
    """Counts what is on the way for the signed-in person."""
    return running_of(current_user.id)


def running_of(user_id: UUID) -> Running:
    version = time.time_ns() // 1000
    live = select(ImageRequest.id).where(ImageRequest.user_id == user_id, IS_LIVE, ImageRequest.kind != PROBE)
    return Running(len(db.session.scalars(live.limit(MOST_COUNTED)).all()), version)
