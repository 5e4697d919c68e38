"""A real worker that knows the slow engine. ATELIER_HEARTBEAT_S shortens its heartbeat."""

import os

from tasks.worker import work
from tests.faults import engine
from webapp.pipeline import lease
from webapp.queue import IMAGES_QUEUE


def main() -> None:
    engine.install()
    lease.HEARTBEAT_S = float(os.environ.get("ATELIER_HEARTBEAT_S", lease.HEARTBEAT_S))
    work([IMAGES_QUEUE])


if __name__ == "__main__":
    main()
