"""News for open pages, through Redis: what changed, and the drawing so far. Losing one loses nothing."""

import json
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from flask import current_app
from redis.exceptions import RedisError

from webapp.broker import redis_client

CHANNEL = "atelier:live"
PREVIEW_KEPT_S = 600


def publish(user_id: UUID, request_id: UUID, version: int) -> None:
    """Tells the open pages of `user_id` that the request changed. Silent when Redis is away."""
    news = json.dumps({"user": str(user_id), "request": str(request_id), "version": version})
    with suppress(RedisError):
        redis_client(current_app.config["REDIS_URL"]).publish(CHANNEL, news)


def keep_preview(request_id: UUID, picture: bytes) -> None:
    """Keeps the encoded drawing so far for a few minutes."""
    with suppress(RedisError):
        redis_client(current_app.config["REDIS_URL"]).set(_key(request_id), picture, ex=PREVIEW_KEPT_S)


def preview(request_id: UUID) -> bytes | None:
    """Returns the drawing so far, encoded, or None."""
    with suppress(RedisError):
        found = redis_client(current_app.config["REDIS_URL"]).get(_key(request_id))
        return found if isinstance(found, bytes) else None
    return None


def previewed(request_ids: Iterable[UUID]) -> set[UUID]:
    """Returns those of the requests whose drawing so far is kept: not every engine, nor every edit, shows one."""
    ids = list(request_ids)
    if not ids:
        return set()
    with suppress(RedisError), redis_client(current_app.config["REDIS_URL"]).pipeline(transaction=False) as asked:
        for request_id in ids:
            asked.exists(_key(request_id))
        return {request_id for request_id, is_kept in zip(ids, asked.execute(), strict=True) if is_kept}
    return set()


def drop_preview(request_id: UUID) -> None:
    with suppress(RedisError):
        redis_client(current_app.config["REDIS_URL"]).delete(_key(request_id))


def _key(request_id: UUID) -> str:
    return f"atelier:preview:{request_id}"
