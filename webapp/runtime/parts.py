"""The parts of a running studio and the command that starts each: web, worker, upkeep."""

import sys
from dataclasses import dataclass, field

from webapp.config import Settings
from webapp.engines.registry import GPU_QUEUE

_BACKLOG = 4096  # connections; the server's default of 1,024 is too few for a page's event stream each
_OPEN_AT_ONCE = 8000  # the same, for requests: a stream is a request that stays open
_STREAMS_MAY_LINGER_S = 3


@dataclass(frozen=True)
class Part:
    """A process to keep running. `stops_last` marks what the others need while they stop."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    stops_last: bool = False


def web(settings: Settings) -> Part:
    """Returns the web server: pages, and the event streams beside them."""
    options = {
        "--interface": "asgi",
        "--host": settings.host,
        "--port": str(settings.port),
        "--workers": str(settings.web_processes),
        "--backlog": str(_BACKLOG),
        "--backpressure": str(_OPEN_AT_ONCE),
        "--workers-kill-timeout": str(_STREAMS_MAY_LINGER_S),
        "--log-level": "warning",
    }
    flags = [word for pair in options.items() for word in pair]
    command = _python("granian", *flags, "--no-ws", "--respawn-failed-workers", "webapp.asgi:app")
    return Part("web", command)


def worker(number: int, queues: tuple[str, ...] = ()) -> Part:
    """Returns one worker of the named queues, or of all of them."""
    return Part(f"worker-{number}", _python("tasks.worker", *queues))


def gpu_worker() -> Part:
    """Returns the worker that keeps a model in this machine's graphics card."""
    return Part("worker-gpu", _python("tasks.worker", GPU_QUEUE))


def upkeep() -> Part:
    """Returns the loop that hands out requests, finds lost ones and sweeps."""
    return Part("upkeep", _python("tasks.upkeep"))


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)
