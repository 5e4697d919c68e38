"""A supervisor over the given shell commands, in a process of its own, for the tests to stop and to kill.

Called as `python -m tests.runtime.studio PATIENCE_S COMMAND...`; one that starts with `last:` stops last.
"""

import sys

from webapp.runtime.parts import Part
from webapp.runtime.supervisor import Supervisor


def main() -> None:
    patience_s, *commands = sys.argv[1:]
    supervisor = Supervisor(patience_s=float(patience_s))
    for number, command in enumerate(commands):
        script = command.removeprefix("last:")
        supervisor.add(Part(f"part-{number}", ("bash", "-c", script), stops_last=script != command))
    supervisor.run()
    supervisor.stop()


if __name__ == "__main__":
    main()
