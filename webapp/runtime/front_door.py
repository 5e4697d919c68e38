"""Whether the studio's address is free, and whether a page answers there."""

import http.client
import socket

from webapp.config import Settings

_TIMEOUT_S = 10.0
_LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - compared with, not bound to


def is_free(settings: Settings) -> bool:
    """Tells whether nobody listens on HOST:PORT yet."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            return False
    return True


def page_answers(settings: Settings) -> bool:
    """Tells whether the first page is served. Asking for it also warms it up for the first person."""
    host = _LOCAL.get(settings.host, settings.host)
    connection = http.client.HTTPConnection(host, settings.port, timeout=_TIMEOUT_S)
    try:
        connection.request("GET", "/", headers={"Accept": "text/html"})
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
