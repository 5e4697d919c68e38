"""The supervisor's hold on its guardian, which cleans up when the supervisor is killed outright."""

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import IO

from webapp.config import ROOT


class Guard:
    """Starts the guardian and tells it of every session. It keeps the file `lock` open, and so locked."""

    def __init__(self, lock: IO[str] | None, patience_s: float) -> None:
        self._lock = lock
        self._patience_s = patience_s
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "webapp.runtime.guardian", str(self._patience_s)]
        kept = (self._lock.fileno(),) if self._lock else ()
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, text=True, start_new_session=True, pass_fds=kept
        )

    def watch(self, session_ids: Iterable[int]) -> None:
        """Adds sessions to those that end with the supervisor."""
        if self._process.stdin is None:
            return
        with suppress(BrokenPipeError):
            self._process.stdin.writelines(f"{session_id}\n" for session_id in session_ids)
            self._process.stdin.flush()

    def renew(self, session_ids: Iterable[int]) -> None:
        """Starts another guardian when somebody killed this one."""
        if self._process.poll() is not None:
            self._start()
            self.watch(session_ids)

    def let_go(self) -> None:
        """Called in a child: tells of its session, as the supervisor may be killed before it can, and closes its own
        copy of the pipe, which would hide from the guardian that the supervisor has ended.
        """
        self.watch([os.getpid()])
        with suppress(BrokenPipeError):
            if self._process.stdin:
                self._process.stdin.close()

    def close(self) -> None:
        """Lets the guardian end. It first ends what is left of the sessions."""
        with suppress(BrokenPipeError):
            if self._process.stdin:
                self._process.stdin.close()
        self._process.wait()
