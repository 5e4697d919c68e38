"""One part of the studio and the process that carries it now."""

import os
import signal
import subprocess
import time
from collections.abc import Callable

from webapp.config import ROOT
from webapp.runtime.fork import Fork
from webapp.runtime.parts import Part
from webapp.runtime.sessions import signal_sessions

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 30.0
_STEADY_AFTER_S = 30.0


class Child:
    """Starts its process in a session of its own, and again, after a pause, when it died."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.process: subprocess.Popen[bytes] | Fork | None = None
        self.deaths = 0
        self.pause_s = 0.0
        self._changed = 0.0

    def start(self, let_go: Callable[[], None]) -> int:
        """Starts the process and returns the id of its session. The child first lets go of what is its parent's."""
        self.process = self._forked(self.part.run, let_go) if self.part.run else self._opened(let_go)
        self._changed = time.monotonic()
        return self.process.pid

    def _opened(self, let_go: Callable[[], None]) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **self.part.environment}
        return subprocess.Popen(
            self.part.command,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            preexec_fn=let_go,  # noqa: PLW1509 - a supervisor has one thread alone
        )

    @staticmethod
    def _forked(run: Callable[[], None], let_go: Callable[[], None]) -> Fork:
        def alone() -> None:
            let_go()
            run()

        return Fork(alone)

    def has_died(self) -> bool:
        """Tells whether the process ended since it was started."""
        return self.process is not None and self.process.poll() is not None

    def bury(self) -> None:
        """Ends what the dead process left behind, and waits longer each time it died young."""
        if self.process:
            signal_sessions([self.process.pid], signal.SIGKILL)
        now = time.monotonic()
        is_steady = now - self._changed >= _STEADY_AFTER_S
        longer_s = min(max(self.pause_s * 2, _FIRST_PAUSE_S), _LONGEST_PAUSE_S)
        self.pause_s = _FIRST_PAUSE_S if is_steady else longer_s
        self.deaths += 1
        self.process, self._changed = None, now

    def is_due(self) -> bool:
        """Tells whether the pause after its last death is over."""
        return self.process is None and time.monotonic() - self._changed >= self.pause_s
