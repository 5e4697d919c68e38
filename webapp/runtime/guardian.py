"""Outlives the supervisor for a moment: when that is killed outright, ends the sessions it had started.

The supervisor writes the id of each session to our stdin, one a line. The pipe closes when the
supervisor ends, however it ends; what is left of its sessions is then asked to stop and, after a while,
killed. The supervisor's lock on DATA_DIR is open in this process too, so that no second studio starts
before the first one is gone.
"""

import signal
import sys

from webapp.runtime.sessions import end_sessions


def main() -> None:
    """Reads session ids until the pipe closes, then ends them, with so many seconds of patience."""
    patience_s = float(sys.argv[1])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    session_ids = {int(line) for line in sys.stdin if line.strip()}
    end_sessions(session_ids, patience_s)


if __name__ == "__main__":
    main()
