"""Fills static/vendor from the npm lock: htmx, its event-stream extension, the type of books, and the icon sprite."""

import hashlib
import shutil
import sys
from pathlib import Path

from webapp.config import ROOT
from webapp.runtime.icons import UnknownIconError, build_sprite, icon_names
from webapp.runtime.npm import NpmError, install_packages

COPIES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/dist/ext/hx-sse.min.js": "hx-sse.min.js",
    "dejavu-fonts-ttf/ttf/DejaVuSerif.ttf": "serif.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf": "serif-bold.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf": "sans.ttf",
}
_SOURCES = ("package-lock.json", "static/icons.txt", "webapp/runtime/vendor.py", "webapp/runtime/icons.py")


def is_fresh(root: Path = ROOT) -> bool:
    """Tells whether static/vendor holds what the lock and the list of icons ask for."""
    vendor = root / "static" / "vendor"
    stamp = vendor / ".stamp"
    files = [vendor / name for name in (*COPIES.values(), "icons.svg")]
    return stamp.exists() and stamp.read_text() == _fingerprint(root) and all(file.exists() for file in files)


def fill(root: Path = ROOT) -> bool:
    """Brings static/vendor up to date. Returns whether there was anything to do.

    Raises NpmError when the packages cannot be fetched, UnknownIconError for a name lucide does not have.
    """
    if is_fresh(root):
        return False
    vendor = root / "static" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    modules = root / "node_modules"
    if not _has_locked_packages(root):
        install_packages(root)
        (modules / ".locked").write_text(_digest(root / "package-lock.json"))
    for source, name in COPIES.items():
        shutil.copyfile(modules / source, vendor / name)
    names = icon_names(_text(root / "static" / "icons.txt"))
    (vendor / "icons.svg").write_text(build_sprite(names, modules / "lucide-static" / "icons"))
    (vendor / ".stamp").write_text(_fingerprint(root))
    return True


def _has_locked_packages(root: Path) -> bool:
    """An added icon needs no second visit to the network."""
    mark = root / "node_modules" / ".locked"
    return mark.exists() and mark.read_text() == _digest(root / "package-lock.json")


def _fingerprint(root: Path) -> str:
    return " ".join(_digest(root / source) for source in _SOURCES)


def _digest(path: Path) -> str:
    return hashlib.sha256(_text(path).encode()).hexdigest()


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def main() -> None:
    """Brings static/vendor up to date, or says in a sentence why it cannot."""
    try:
        fill()
    except (NpmError, UnknownIconError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
