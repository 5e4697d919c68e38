"""What carries http.py's calls: sessions that a Deadline can cut, sending with retries, bodies that are counted."""

import random
import time
from collections.abc import Iterator
from typing import Any, Final

import requests
import urllib3
from requests.adapters import HTTPAdapter

from webapp.engines.deadline import Deadline, WatchedHTTPConnection, WatchedHTTPSConnection
from webapp.engines.errors import BadOutput

CONNECT_S: Final = 5.0
TRIES: Final = 3
CHUNK_BYTES: Final = 64 * 1024
BROKEN: Final = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)


class HTTPPool(urllib3.HTTPConnectionPool):
    """A pool whose connections a Deadline can cut."""

    ConnectionCls = WatchedHTTPConnection


class HTTPSPool(urllib3.HTTPSConnectionPool):
    """The same with TLS."""

    ConnectionCls = WatchedHTTPSConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": HTTPPool, "https": HTTPSPool}


def new_session() -> requests.Session:
    """Returns a session that knows neither proxies nor `.netrc` from the environment."""
    session = requests.Session()
    session.trust_env = False
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter(pool_maxsize=20))
    return session


def send(
    session: requests.Session, prepared: requests.PreparedRequest, deadline: Deadline, pause_s: float
) -> requests.Response:
    """Sends once, and again up to three times in all while nothing has left this machine.

    `pause_s` is the first pause in seconds, doubled each time, with jitter. Raises one of BROKEN.
    """
    for earlier_tries in range(TRIES):
        try:
            return session.send(
                prepared,
                stream=True,
                allow_redirects=False,
                timeout=(min(CONNECT_S, deadline.left_s() + 0.01), deadline.left_s() + 1),
            )
        except BROKEN:
            if deadline.was_sent or deadline.left_s() == 0 or earlier_tries == TRIES - 1:
                raise
            jitter = random.uniform(0.5, 1.5)  # noqa: S311 - no secret
            time.sleep(min(pause_s * 2**earlier_tries * jitter, deadline.left_s()))
    raise AssertionError("The last try returns or raises.")


def counted(raw: urllib3.BaseHTTPResponse, max_bytes: int) -> Iterator[bytes]:
    """Yields the decoded body in pieces. Raises BadOutput as soon as it is larger than `max_bytes`."""
    total = 0
    while chunk := raw.read(CHUNK_BYTES, decode_content=True):
        total += len(chunk)
        if total > max_bytes:
            raise BadOutput(f"The engine sent more than {max_bytes // 1024 // 1024} MB for one picture.")
        yield chunk
