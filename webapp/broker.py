"""The connection to Redis, with short timeouts: a page never waits for it."""

from functools import cache

from redis import Redis

TIMEOUT_S = 1.0


@cache
def redis_client(url: str, timeout_s: float | None = TIMEOUT_S) -> "Redis":
    """Returns the process's client for `url`. Workers, which wait on purpose, pass None."""
    return Redis.from_url(url, socket_connect_timeout=TIMEOUT_S, socket_timeout=timeout_s)
