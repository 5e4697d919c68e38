"""The real upkeep, which knows the slow engine. ATELIER_LEASE_S shortens how long it waits for a silent worker."""

import os

from tasks import upkeep
from tests.faults import engine
from webapp.pipeline import reaper


def main() -> None:
    engine.install()
    reaper.LEASE_S = float(os.environ.get("ATELIER_LEASE_S", reaper.LEASE_S))
    upkeep.main()


if __name__ == "__main__":
    main()
