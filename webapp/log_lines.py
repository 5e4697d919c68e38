"""How a log record becomes one line: text for people, JSON for machines; without secrets, never forged."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from flask import g, has_app_context

from webapp.scrub import Scrub

FIELDS = ("method", "path", "status", "duration_ms", "request", "engine")
MAX_CHARS = 20_000
_BREAKS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}
_ESCAPES = {**_BREAKS, 9: "\\t", 10: "\\n", 13: "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def current_request_id() -> str:
    """Returns the id of the request or job this line belongs to, or an empty text."""
    return str(g.get("request_id", "")) if has_app_context() else ""


class LineFormatter(logging.Formatter):
    """Collects what a record says, scrubbed. Subclasses write it down."""

    def __init__(self, scrub: Scrub) -> None:
        super().__init__()
        self._scrub = scrub

    def entry(self, record: logging.LogRecord) -> dict[str, Any]:
        """Returns the parts of the line, in the order in which they are written."""
        parts: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": current_request_id(),
            "message": self._clean(record.getMessage()),
        }
        for name in FIELDS:
            if name in record.__dict__:
                value = record.__dict__[name]
                parts[name] = self._clean(value) if isinstance(value, str) else value
        if record.exc_info:
            parts["exception"] = self._clean(self.formatException(record.exc_info))
        return parts

    def _clean(self, text: str) -> str:
        return self._scrub(text[:MAX_CHARS])


class JsonLines(LineFormatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({name: value for name, value in self.entry(record).items() if value != ""}, default=str)


class TextLines(LineFormatter):
    """One line a record; a traceback follows behind a bar, so that no text can pass for a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        entry = self.entry(record)
        where = f" [{entry['request_id']}]" if entry["request_id"] else ""
        line = f"{entry['time']} {entry['level']:<7} {entry['logger']}{where} {escape(entry['message'])}"
        trace = "".join(f"\n    | {escape(row)}" for row in entry.get("exception", "").splitlines())
        return line + trace


def escape(text: str) -> str:
    """Returns `text` on one line, with control characters and broken Unicode spelled out."""
    return text.translate(_ESCAPES).encode("utf-8", "backslashreplace").decode()
