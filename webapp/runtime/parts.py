"""The parts of a running studio and the command that starts each: web, worker, upkeep."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from webapp.config import Settings
from webapp.engines.registry import GPU_QUEUE

_BACKLOG = 4096  # connections; the server's default of 1,024 is too few for a page's event stream each
_OPEN_AT_ONCE = 8000  # the same, for requests: a stream is a request that stays open
_STREAMS_MAY_LINGER_S = 3


@dataclass(frozen=True)
class Part:
    """A process to keep running: a command, or `run` in a fork. `stops_last` marks what others need while they stop."""

    name: str
    command: tuple[str, ...] = ()
    run: Callable[[], None] | None = None
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


def crew(worker_count: int) -> Part:
    """Returns the workers of all queues and the upkeep, forked from one process that has loaded the studio."""
    return Part("crew", _python("tasks.crew", str(worker_count)))


def gpu_worker() -> Part:
    """Returns the worker that keeps a model in this machine's graphics card."""
    return Part("worker-gpu", _python("tasks.worker", GPU_QUEUE))


def upkeep() -> Part:
    """Returns the loop that hands out requests, finds lost ones and sweeps."""
    return Part("upkeep", _python("tasks.upkeep"))


def behind_the_web(settings: Settings) -> Iterator[Part]:
    """Returns what works on one host beside the web. Where forking is not safe, each part loads the studio itself."""
    if settings.can_fork and settings.workers:
        yield crew(settings.workers)
    else:
        yield from (worker(number + 1) for number in range(settings.workers))
        yield upkeep()
    if settings.diffusers_model and settings.workers:
        yield gpu_worker()


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)
