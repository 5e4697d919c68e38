"""A supervisor whose parts are forks, in a process of its own: `python -m tests.runtime.crew FOLDER`.

Each part writes its id into FOLDER, and does there what files ask it to.
"""

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

from webapp.runtime.parts import Part
from webapp.runtime.supervisor import Supervisor


def part(folder: Path, name: str) -> None:
    """Lives until it is told to stop; fails at once while the file `fail` lies in the folder."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with (folder / name).open("a") as log:
        log.write(f"{os.getpid()}\n")
    if (folder / "fail").exists():
        raise RuntimeError("It fails as it was asked to")
    while True:
        time.sleep(0.05)


def main() -> None:
    folder = Path(sys.argv[1])
    supervisor = Supervisor(patience_s=1.0)
    for name in ("first", "second"):
        supervisor.add(Part(name, run=partial(part, folder, name)))
    supervisor.run()
    supervisor.stop()
    with (folder / "closed").open("a") as log:
        log.write("closed\n")


if __name__ == "__main__":
    main()
