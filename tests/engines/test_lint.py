"""Nobody speaks HTTP past the one module that knows the rules."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    "line", ["import requests", "import urllib3", "from urllib.request import urlopen", "import httpx"]
)
@pytest.mark.parametrize("place", ["webapp/engines/new/engine.py", "webapp/images/service.py", "tasks/new.py"])
def test_other_ways_to_speak_http_are_banned(line: str, place: str) -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--select", "TID251", "--stdin-filename", place, "-"],
        input=f'"""A module."""\n\n{line}\n',
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "TID251" in checked.stdout
