"""One call at a time to each server from this host.

A server tells its progress and takes an interrupt for whatever it draws, not for one call: two of ours at once would
read and stop each other's.
"""

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from webapp.engines.types import Report

ASK_AGAIN_S: Final = 0.25


@contextmanager
def turn(base_url: str, report: Report) -> Iterator[None]:
    """Waits until no other process here uses the server at `base_url`, and keeps it meanwhile.

    The lock is the kernel's: it ends with its process, however that ends. Lets Stopped pass.
    """
    digest = hashlib.sha256(base_url.encode()).hexdigest()[:16]
    place = Path(tempfile.gettempdir()) / f"atelier-{os.getuid()}-turn-{digest}"
    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        while not _is_ours(handle):
            report(0.0, "Waiting for its turn")
            time.sleep(ASK_AGAIN_S)
        yield
    finally:
        os.close(handle)


def _is_ours(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
