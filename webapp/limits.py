"""How often somebody may try: counted in Redis for the whole studio, in this process while Redis is away."""

import math
import time
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from webapp.access import actor
from webapp.errors import TooMany

SOCKET_TIMEOUT_S = 1
REDIS_PAUSE_S = 10.0
IPV6_PREFIX = 64
UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})

P = ParamSpec("P")
R = TypeVar("R")


class Limits:
    """The counters of one app, over a moving window. Without Redis they count here: never open or slow."""

    def __init__(self, storage_url: str, prefix: str) -> None:
        # Our Redis addresses say unix://, the library's say redis+unix://.
        url = f"redis+{storage_url}" if storage_url.startswith("unix://") else storage_url
        timeouts = {"socket_timeout": SOCKET_TIMEOUT_S, "socket_connect_timeout": SOCKET_TIMEOUT_S}
        options = {} if url.startswith("memory") else timeouts
        self._prefix = prefix
        self._shared = MovingWindowRateLimiter(storage_from_string(url, **options))
        self._local = MovingWindowRateLimiter(MemoryStorage())
        self._away_until = 0.0

    def wait_s(self, limit: str, *key: str) -> int:
        """Counts one try against `limit` ("5/minute"); returns 0, or the seconds to wait."""
        item = parse(limit)
        if time.monotonic() >= self._away_until:
            try:
                return self._count(self._shared, item, key)
            except RedisError:
                self._away_until = time.monotonic() + REDIS_PAUSE_S
        return self._count(self._local, item, key)

    def _count(self, limiter: MovingWindowRateLimiter, item: RateLimitItem, key: tuple[str, ...]) -> int:
        if limiter.hit(item, self._prefix, *key):
            return 0
        reset_at = limiter.get_window_stats(item, self._prefix, *key).reset_time
        return max(1, math.ceil(reset_at - time.time()))


def init_limits(app: Flask) -> None:
    """Opens the counters. `RATELIMIT_KEY_PREFIX` keeps apart studios that share one Redis."""
    url = app.config.get("RATELIMIT_STORAGE_URI") or app.config["REDIS_URL"]
    app.extensions["limits"] = Limits(url, app.config.get("RATELIMIT_KEY_PREFIX", "atelier"))


def check_limit(limit: str, name: str, key: str) -> None:
    """Counts one try of `name` by `key`. Raises TooMany, saying how long to wait."""
    if not current_app.config.get("RATELIMIT_ENABLED", True):
        return
    limits: Limits = current_app.extensions["limits"]
    wait_s = limits.wait_s(limit, name, key)
    if wait_s:
        raise TooManyTries(wait_s)


class TooManyTries(TooMany):
    """Too many tries; says when to come back."""

    def __init__(self, wait_s: int) -> None:
        self.retry_after_s = wait_s
        wait = "a minute" if wait_s > 45 else f"{wait_s} second{'' if wait_s == 1 else 's'}"
        super().__init__(f"That was a lot in a short time. Wait {wait} and try again.")


def caller_address() -> str:
    """Returns the caller's address; an IPv6 caller counts by its /64, which is one household."""
    address = request.remote_addr or "unknown"
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, IPV6_PREFIX), strict=False).network_address)
    return str(parsed)


def per_user(limit: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Limits how often one person may send to a view; reading is free. Use it below the route."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def limited(*args: P.args, **kwargs: P.kwargs) -> R:
            if request.method in UNSAFE_METHODS:
                person = actor()
                check_limit(limit, request.endpoint or "", str(person.id) if person else caller_address())
            return view(*args, **kwargs)

        return limited

    return decorate
