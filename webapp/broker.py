"""The connection to Redis, with short timeouts: a page never waits for it."""

import time
from functools import cache
from typing import Any

from redis import Redis
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import TimeoutError as TookTooLong

TIMEOUT_S = 0.5
PAUSE_S = 3.0


class ImpatientRedis(Redis):
    """Asks a Redis that hangs once and then not for PAUSE_S: a page that asks five times waits for one of them."""

    _paused_until = 0.0

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """Raises redis.exceptions.RedisError at once while Redis is known to hang."""
        if time.monotonic() < self._paused_until:
            raise NotConnected("Redis did not answer a moment ago.")
        try:
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]  # redis-py leaves it untyped
        except TookTooLong:
            self._paused_until = time.monotonic() + PAUSE_S
            raise


@cache
def redis_client(url: str, timeout_s: float | None = TIMEOUT_S) -> "Redis":
    """Returns the process's client for `url`. Workers, which wait on purpose, pass None."""
    kind = Redis if timeout_s is None else ImpatientRedis
    return kind.from_url(url, socket_connect_timeout=TIMEOUT_S, socket_timeout=timeout_s)
