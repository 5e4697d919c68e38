"""A child that begins where its parent is, with all that the parent has loaded; it answers as a Popen does."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

_POLL_S = 0.02

log = logging.getLogger(__name__)


class Fork:
    """Calls `run` in a child with a session of its own, which ends with it."""

    def __init__(self, run: Callable[[], None]) -> None:
        self._code: int | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                code = _run(run)
            finally:
                # Whatever happens, the parent's own code does not go on here.
                os._exit(code)

    def poll(self) -> int | None:
        """Returns how it ended, or None while it lives."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Waits until it has ended. Raises subprocess.TimeoutExpired after `timeout` seconds."""
        deadline = time.monotonic() + (timeout or 0)
        while (code := self.poll()) is None:
            if timeout is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(_POLL_S)
        return code

    def terminate(self) -> None:
        """Asks it to stop."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def _run(run: Callable[[], None]) -> int:
    """Leaves the parent's session and signals behind, and returns what the process shall end with."""
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        run()
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 0
    except Exception:
        log.exception("What was forked has failed")
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
