"""Wishes and rows for the tests of the pipeline."""

from webapp.extensions import db
from webapp.models import ImageRequest, User
from webapp.pipeline.submit import Wish, submit


def wish(**values: object) -> Wish:
    """A small picture from the quick engine."""
    return Wish(**{"prompt": "a red boat", "width_px": 96, "height_px": 64, "model_backend": "quick", **values})  # type: ignore[arg-type]  # a test's own values


def asked(user: User, key: str, **values: object) -> ImageRequest:
    """A submitted request for such a picture."""
    return submit(user, wish(**values), key)


def fresh(request: ImageRequest) -> ImageRequest:
    """The row as the database has it now."""
    db.session.rollback()
    return db.session.get_one(ImageRequest, request.id, populate_existing=True)
