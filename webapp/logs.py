"""The log: one line a request, each line with the request's id, secrets left out."""

import logging
import os
import re
import secrets
import sys
import time
from typing import TextIO

from flask import Flask, Response, g, request

from webapp.config import Settings
from webapp.log_lines import JsonLines, TextLines
from webapp.scrub import known_secrets, scrubber

log = logging.getLogger("webapp.requests")

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_QUIET = frozenset({"static", "health.healthz", "health.readyz"})
_CHATTY = ("PIL", "urllib3", "botocore", "alembic", "rq.worker")
_PRIVATE_ARGUMENT = re.compile("token|secret|key|code")
MAX_PATH_CHARS = 200


class StudioHandler(logging.StreamHandler[TextIO]):
    """Writes the studio's lines to standard error."""


def configure_logs(settings: Settings, extra_secrets: frozenset[str] = frozenset()) -> None:
    """Sends every logger's lines to standard error. A second call replaces the first one's choices."""
    urls = (settings.database_url, settings.redis_url, settings.storage_url)
    scrub = scrubber(known_secrets(os.environ, urls) | extra_secrets)
    handler = StudioHandler(sys.stderr)
    handler.setFormatter(JsonLines(scrub) if settings.log_format == "json" else TextLines(scrub))
    root = logging.getLogger()
    for old in [each for each in root.handlers if isinstance(each, StudioHandler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.log_level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def init_logs(app: Flask) -> None:
    """Sets the log up for `app`: every request gets an id, and a line when it is answered."""
    settings: Settings = app.extensions["settings"]
    configure_logs(settings, frozenset({app.config["SECRET_KEY"]}) | settings.engine_secrets())
    is_behind_proxy = settings.trusted_proxies > 0

    def begin() -> None:
        g.request_started = time.perf_counter()
        g.request_id = (is_behind_proxy and _given_id()) or secrets.token_hex(8)

    app.before_request(begin)
    app.after_request(_end)


def _given_id() -> str | None:
    """A proxy's own id ties its log to ours; anybody else could forge one."""
    given = request.headers.get("X-Request-ID", "")
    return given if _SANE_ID.fullmatch(given) else None


def _end(response: Response) -> Response:
    started = g.get("request_started", time.perf_counter())
    duration_ms = round((time.perf_counter() - started) * 1000, 1)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    level = logging.DEBUG if request.endpoint in _QUIET else logging.INFO
    path = _public_path()
    log.log(
        level,
        "%s %s %d in %s ms",
        request.method,
        path,
        response.status_code,
        duration_ms,
        extra={
            "method": request.method,
            "path": path,
            "status": response.status_code,
            "duration_ms": duration_ms,
        },
    )
    return response


def _public_path() -> str:
    """Returns the path without the query, and with the rule in place of what only its holder may know."""
    names = request.view_args or {}
    if request.url_rule is not None and any(_PRIVATE_ARGUMENT.search(name) for name in names):
        return request.url_rule.rule
    return request.path[:MAX_PATH_CHARS]
