"""What can go wrong with a provider, each as a function that answers one call. Queue them with `FakeProvider.next`."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from flask import Response, jsonify, request

Fault = Callable[[], Response]
HTML = "<!DOCTYPE html><html><head><script>alert(1)</script></head><body>Bad gateway sk-secret</body></html>"


def answers(status: int, body: Any = None, **headers: str) -> Fault:
    """Answers with a status and a JSON body; `retry_after="3"` becomes the header Retry-After."""

    def fault() -> Response:
        answer = jsonify(body) if body is not None else Response(b"")
        answer.status_code = status
        answer.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
        return answer

    return fault


def html(status: int = 502) -> Fault:
    """Answers with a page, as a proxy in front of the provider does."""
    return lambda: Response(HTML, status, content_type="text/html")


def body(data: bytes, content_type: str = "image/png") -> Fault:
    """Answers 200 with these bytes, whatever they are."""
    return lambda: Response(data, content_type=content_type)


def truncated(data: bytes, content_type: str = "image/png") -> Fault:
    """Promises all of `data` and sends half."""

    def fault() -> Response:
        return Response(
            iter([data[: len(data) // 2]]), headers={"Content-Length": str(len(data)), "Content-Type": content_type}
        )

    return fault


def huge(limit_bytes: int = 200_000_000) -> Fault:
    """Sends zeros without end."""

    def stream() -> Iterator[bytes]:
        piece = bytes(1_000_000)
        for _ in range(limit_bytes // len(piece)):
            yield piece

    return lambda: Response(stream(), content_type="image/png")


def gzip_bomb(plain_bytes: int = 200_000_000) -> Fault:
    """Sends a small body that unpacks to a large one."""
    packed = gzip.compress(bytes(plain_bytes), compresslevel=1)
    return lambda: Response(packed, headers={"Content-Encoding": "gzip", "Content-Type": "image/png"})


def drip(bytes_in_all: int = 1000, pause_s: float = 0.1) -> Fault:
    """Sends a byte now and then, so that no single read is ever slow."""

    def stream() -> Iterator[bytes]:
        for _ in range(bytes_in_all):
            yield b"x"
            time.sleep(pause_s)

    return lambda: Response(stream(), content_type="image/png")


def hang(seconds: float = 20.0) -> Fault:
    """Says nothing for a long time, then closes."""

    def fault() -> Response:
        request.environ["werkzeug.socket"].settimeout(seconds)
        with suppress(OSError):
            request.environ["werkzeug.socket"].recv(1, socket.MSG_PEEK)
        return Response(b"", 500)

    return fault


def hang_up() -> Response:
    """Closes the connection without an answer."""
    request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return Response(b"")


def rate_limited(kind: str) -> Fault:
    """Answers 429 with a Retry-After that is in "seconds", a "date", "absurd", or left out ("none")."""
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    header = {"seconds": "7", "date": soon, "absurd": "99999999", "negative": "-5", "words": "soon"}.get(kind)
    return answers(429, {"error": "slow down"}, **({"Retry_After": header} if header else {}))
