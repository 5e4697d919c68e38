"""A total deadline for a network call, which cuts it off wherever it hangs: sending, headers or body."""

import socket
import threading
import time
from contextlib import suppress
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

_current: ContextVar["Deadline | None"] = ContextVar("deadline", default=None)


class Deadline:
    """Lasts `total_s` seconds from the `with` on. `was_sent` tells whether a request may have left this machine.

    Timeouts of sockets count each read anew, so that a server sending a byte a second is never done: this one shuts
    the sockets when the time is over. Connections join in by being `WatchedHTTPConnection`s.
    """

    def __init__(self, total_s: float) -> None:
        self.total_s = total_s
        self.was_sent = False
        self.has_passed = False
        self._until = time.monotonic() + total_s
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(total_s, self._cut)

    def __enter__(self) -> "Deadline":
        _current.set(self)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._sockets.clear()
        _current.set(None)

    def left_s(self) -> float:
        return max(0.0, self._until - time.monotonic())

    def watch(self, sock: socket.socket) -> None:
        """Marks the call as sent and shuts `sock` when the time is over."""
        with self._lock:
            self.was_sent = True
            self._sockets.append(sock)
            if self.has_passed:
                _shut(sock)

    def _cut(self) -> None:
        with self._lock:
            self.has_passed = True
            for sock in self._sockets:
                _shut(sock)


def _shut(sock: socket.socket) -> None:
    """Ends both directions under TLS's feet: its own shutdown is not meant for another thread."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _watch(sock: Any) -> None:
    deadline = _current.get()
    if deadline is not None and sock is not None:
        deadline.watch(sock)


class WatchedHTTPConnection(HTTPConnection):
    """A connection that the current Deadline can cut."""

    def connect(self) -> None:
        super().connect()
        _watch(self.sock)

    def request(self, *args: Any, **kwargs: Any) -> None:
        _watch(self.sock)
        super().request(*args, **kwargs)


class WatchedHTTPSConnection(HTTPSConnection):
    """The same with TLS; a failed handshake counts as nothing sent."""

    def connect(self) -> None:
        super().connect()
        _watch(self.sock)

    def request(self, *args: Any, **kwargs: Any) -> None:
        _watch(self.sock)
        super().request(*args, **kwargs)
