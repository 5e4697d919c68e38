"""Making the database ready while the studio starts.

A start after which nothing changed need not wait for it: what `prepare` would do, it did last time.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

from webapp.config import ROOT, Settings

_FOLDERS = ("migrations/versions", "webapp/styles", "webapp/theme_helpers")


class PreparationError(Exception):
    """The database could not be made ready."""


class Preparation:
    """Runs `flask prepare` in a process of its own, so that this one stays small for its long life."""

    def __init__(self, settings: Settings) -> None:
        self._stamp = settings.data_path / "prepared"
        self._fingerprint = _fingerprint(settings)
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL)

    def wait_if_needed(self) -> None:
        """Returns at once when the last preparation was of the same code and database. Raises PreparationError."""
        if not self._stamp.exists() or self._stamp.read_text() != self._fingerprint:
            self.wait()

    def wait(self) -> None:
        """Returns when all is ready. Raises PreparationError."""
        if self._process.wait():
            self._stamp.unlink(missing_ok=True)
            raise PreparationError("The database could not be made ready; the lines above say why.")
        self._stamp.write_text(self._fingerprint)


def _fingerprint(settings: Settings) -> str:
    """Names what preparing depends on: where things are kept, and the files that say what belongs there."""
    files = sorted(path for folder in _FOLDERS for path in (ROOT / folder).rglob("*.py"))
    words = [settings.database, settings.storage_url, str(settings.media_path), *map(_state, files)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _state(path: Path) -> str:
    found = path.stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}"
