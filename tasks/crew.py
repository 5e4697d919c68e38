"""The workers and the upkeep of one host, forked from one process: what it has loaded is in memory once for all."""

import gc
import sys
from functools import partial

from tasks.upkeep import look_after
from tasks.worker import prepared_app, work
from webapp.runtime.parts import Part
from webapp.runtime.supervisor import STOP_PATIENCE_S, Supervisor

# Whoever started this process kills it after STOP_PATIENCE_S.
_PATIENCE_S = STOP_PATIENCE_S - 2


def main() -> None:
    """Keeps so many workers and the upkeep running until told to stop."""
    app = prepared_app()
    # What is never looked at for garbage is never written to, and so stays shared.
    gc.collect()
    gc.freeze()
    supervisor = Supervisor(patience_s=_PATIENCE_S)
    for number in range(int(sys.argv[1])):
        supervisor.add(Part(f"worker-{number + 1}", run=partial(work, app)))
    supervisor.add(Part("upkeep", run=partial(look_after, app)))
    supervisor.run()
    supervisor.stop()


if __name__ == "__main__":
    main()
