"""Queries of requests on the way."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import Image, ImageRequest
from webapp.pipeline.urls import generate_absolute_urls
from webapp.progress import RequestView

MOST_AT_ONCE = 50


def requests_of(user_id: UUID, ids: Sequence[UUID]) -> list[ImageRequest]:
    """Returns those of the requests `ids` that belong to the person, newest first."""
    mine = select(ImageRequest).where(ImageRequest.user_id == user_id, ImageRequest.id.in_(ids[:MOST_AT_ONCE]))
    return list(db.session.scalars(mine.order_by(ImageRequest.id.desc())).all())


def images_of(request_id: UUID) -> Sequence[Image]:
    """Returns a request's pictures in their order."""
    made = select(Image).where(Image.request_id == request_id, Image.deleted_at.is_(None))
    return db.session.scalars(made.order_by(Image.position)).all()


def as_json(row: ImageRequest, view: RequestView) -> dict[str, Any]:
    """Returns what a program wants to know about a request."""
    return {
        "id": str(row.id),
        "status": row.status,
        "progress": round(row.progress, 3),
        "stage": row.stage,
        "queue_position": view.place,
        "expected_wait_s": None if view.wait_s is None else round(view.wait_s, 1),
        "preview_url": view.preview_url,
        "output_urls": generate_absolute_urls(images_of(row.id)),
        "error": {"code": row.error_code, "message": row.error_message} if row.error_code else None,
        "model_backend": row.model_backend,
        "prediction_id": row.prediction_id,
        "num_outputs": row.num_outputs,
        "version": row.version,
    }
