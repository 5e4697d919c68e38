"""ComfyUI's WebSocket. It makes the waiting lively; the history is what counts, so a lost one is no error."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Final
from urllib.parse import quote

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

OPEN_S: Final = 3.0
CLOSE_S: Final = 1.0
MAX_MESSAGE_BYTES: Final = 16 * 1024 * 1024
AT_ONCE: Final = 200
LOST: Final = (OSError, WebSocketException)


class News:
    """Listens at `base_url` (http or https) as `client_id` while the `with` lasts."""

    def __init__(self, base_url: str, client_id: str) -> None:
        self._url = f"ws{base_url.removeprefix('http')}/ws?clientId={quote(client_id, safe='')}"
        self._socket: ClientConnection | None = None
        self._open = ExitStack()

    def __enter__(self) -> "News":
        with suppress(*LOST):
            connection = connect(
                self._url,
                open_timeout=OPEN_S,
                close_timeout=CLOSE_S,
                max_size=MAX_MESSAGE_BYTES,
                compression=None,
                proxy=None,
            )
            self._socket = self._open.enter_context(connection)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def is_lost(self) -> bool:
        return self._socket is None

    def messages(self, wait_s: float) -> Iterator[str | bytes]:
        """Yields what has come, at most 200 messages, waiting up to `wait_s` seconds for the first one."""
        for _ in range(AT_ONCE):
            message = self._next(wait_s)
            if message is None:
                return
            yield message
            wait_s = 0.0

    def _next(self, wait_s: float) -> str | bytes | None:
        if self._socket is None:
            time.sleep(wait_s)
            return None
        try:
            return self._socket.recv(timeout=wait_s)
        except TimeoutError:
            return None
        except LOST:
            self._socket = None
            return None
