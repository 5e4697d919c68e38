"""The same app under ASGI, with push: `/events` is served here, everything else by Flask."""

from collections.abc import Iterable
from typing import Any

from a2wsgi import WSGIMiddleware
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webapp.app import create_app
from webapp.events import Events

WSGI_THREADS = 10


def make_app() -> Starlette:
    """Makes the ASGI app around a Flask app."""
    flask_app = create_app()
    events = Events(flask_app)

    def with_events(environ: Any, start_response: Any) -> Iterable[bytes]:
        environ["atelier.has_events"] = True
        return flask_app.wsgi_app(environ, start_response)

    return Starlette(
        routes=[
            Route("/events", events.stream),
            Mount("/", app=_with_coroutines(WSGIMiddleware(with_events, workers=WSGI_THREADS))),
        ],
        lifespan=events.lifespan,
    )


def _with_coroutines(inner: Any) -> ASGIApp:
    """Gives a2wsgi the coroutines it insists on, where the server's own `receive` is another awaitable."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_next() -> Message:
            return await receive()

        await inner(scope, receive_next, send)

    return outer


app = make_app()
