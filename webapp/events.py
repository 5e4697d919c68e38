"""Push: one stream a page, fed by one Redis subscription a process."""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from flask import Flask, render_template
from redis.asyncio import Redis
from redis.exceptions import RedisError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from webapp.accounts.sessions import user_for_cookie
from webapp.context import running_of
from webapp.extensions import db
from webapp.live import CHANNEL
from webapp.models import ImageRequest
from webapp.progress import request_views

log = logging.getLogger(__name__)

PING_S = 15.0
RETRY_MS = 3000
KEPT_MESSAGES = 20
RECONNECT_S = 1.0
COLLECT_S = 0.03


class Events:
    """Hands every change to the open pages of its person, rendered once for all of them."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._pages: dict[UUID, set[asyncio.Queue[str]]] = defaultdict(set)
        self._waiting: dict[UUID, set[UUID]] = defaultdict(set)
        self._sending: dict[UUID, asyncio.Task[None]] = {}

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        tasks = (asyncio.create_task(self._listen()), asyncio.create_task(self._ping()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()

    async def stream(self, request: Request) -> Response:
        """Answers with the person's stream; without a session with 401, so that the page stops asking."""
        cookie = request.cookies.get(self._app.config["SESSION_COOKIE_NAME"], "")
        user_id = await asyncio.to_thread(self._user_id, cookie)
        if user_id is None:
            return PlainTextResponse("Please sign in.", status_code=401)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._messages(user_id), media_type="text/event-stream", headers=headers)

    async def _messages(self, user_id: UUID) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue(KEPT_MESSAGES)
        self._pages[user_id].add(queue)
        try:
            yield f"retry: {RETRY_MS}\n: hello\n\n"
            while True:
                yield await queue.get()
        finally:
            self._pages[user_id].discard(queue)
            if not self._pages[user_id]:
                del self._pages[user_id]

    async def _ping(self) -> None:
        """Keeps quiet streams open. One clock for all: a timer for each message of each page costs more than it."""
        while True:
            await asyncio.sleep(PING_S)
            for queue in [queue for queues in self._pages.values() for queue in queues if queue.empty()]:
                queue.put_nowait(": ping\n\n")

    async def _listen(self) -> None:
        """Follows the news until the process ends; a lost Redis is asked again every second."""
        while True:
            try:
                await self._follow()
            except (RedisError, OSError):
                await asyncio.sleep(RECONNECT_S)

    async def _follow(self) -> None:
        async with Redis.from_url(self._app.config["REDIS_URL"]) as redis, redis.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            async for message in channel.listen():
                if message["type"] == "message":
                    self._note(json.loads(message["data"]))

    def _note(self, news: dict[str, Any]) -> None:
        """Notes a change for the open pages of its person, and sees to it that somebody sends it."""
        user_id = UUID(news["user"])
        if user_id not in self._pages:
            return
        self._waiting[user_id].add(UUID(news["request"]))
        if user_id not in self._sending:
            self._sending[user_id] = asyncio.create_task(self._send_all(user_id))
            self._sending[user_id].add_done_callback(_log_failure)

    async def _send_all(self, user_id: UUID) -> None:
        """Sends what waits, one message after the other, so that an older state never follows a newer one.

        Changes are collected for a blink, so that a burst about one request is rendered once.
        """
        try:
            while self._waiting[user_id]:
                await asyncio.sleep(COLLECT_S)
                await self._send(user_id, self._waiting.pop(user_id))
        finally:
            self._waiting.pop(user_id, None)
            del self._sending[user_id]

    async def _send(self, user_id: UUID, changed: set[UUID]) -> None:
        html = await asyncio.to_thread(self._render, user_id, changed)
        text = _event(html)
        for queue in tuple(self._pages.get(user_id, ())):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(text)

    def _user_id(self, cookie: str) -> UUID | None:
        with self._app.app_context():
            user = user_for_cookie(self._app, cookie)
            return user.id if user is not None else None

    def _render(self, user_id: UUID, changed: set[UUID]) -> str:
        with self._app.test_request_context(base_url=self._app.config["BASE_URL"]):
            rows = [row for row in (db.session.get(ImageRequest, pk) for pk in changed) if row is not None]
            return render_template(
                "status/_many.html",
                views=request_views(row for row in rows if row.user_id == user_id),
                running=running_of(user_id),
            )


def _event(html: str) -> str:
    lines = "".join(f"data: {line}\n" for line in html.splitlines() if line.strip())
    return f"{lines}\n"


def _log_failure(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("Could not tell the open pages", exc_info=task.exception())
