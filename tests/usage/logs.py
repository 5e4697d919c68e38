"""Lines of the usage log, put there by hand."""

from datetime import datetime
from typing import Any

from flask import Flask

from webapp.database import writing
from webapp.models import StableDiffusionUsageLog, User


def log(app: Flask, user: User, created_at: datetime, **values: Any) -> None:
    """Writes down one picture of Sketchbook's, or what `values` say."""
    line = {"model_backend": "builtin", "width_px": 64, "height_px": 64, "credits": 0.0, "seconds": 1.5, **values}
    with app.app_context(), writing() as session:
        session.add(StableDiffusionUsageLog(user_id=user.id, created_at=created_at, **line))
