"""A real worker that knows the slow engine. ATELIER_HEARTBEAT_S and ATELIER_MONITORING_S make it look more often."""

import os

from tasks import worker
from tests.faults import engine
from webapp.pipeline import lease
from webapp.queue import IMAGES_QUEUE


def main() -> None:
    engine.install()
    lease.HEARTBEAT_S = float(os.environ.get("ATELIER_HEARTBEAT_S", lease.HEARTBEAT_S))
    worker.MONITORING_S = int(os.environ.get("ATELIER_MONITORING_S", worker.MONITORING_S))
    worker.work(worker.prepared_app(), [IMAGES_QUEUE])


if __name__ == "__main__":
    main()
