"""The workflows on disk, read again as soon as anybody changed them, be it another process."""

from contextlib import suppress
from pathlib import Path

from webapp.engines.comfyui.workflows import Workflow, all_workflows

Mark = tuple[tuple[str, int, int, int], ...]


class WorkflowFolder:
    """Keeps what was read for as long as the folder's files have the same names, times and sizes."""

    def __init__(self, own_folder: str) -> None:
        self._path = own_folder
        self._kept: tuple[Mark, tuple[Workflow, ...]] | None = None

    def get(self) -> tuple[Workflow, ...]:
        """Returns the built-in workflows and the admin's own, as they are now."""
        mark = _mark(self._path)
        kept = self._kept
        if kept is None or kept[0] != mark:
            kept = self._kept = mark, all_workflows(self._path)
        return kept[1]


def _mark(folder: str) -> Mark:
    """Returns what changes when a file is added, replaced or gone. A replaced one has a number of its own."""
    found = []
    for path in Path(folder).glob("*.json") if folder else ():
        with suppress(OSError):
            about = path.stat()
            found.append((path.name, about.st_mtime_ns, about.st_size, about.st_ino))
    return tuple(sorted(found))
