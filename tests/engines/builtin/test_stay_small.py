"""Sketchbook stays small, so that it runs on the smallest machine. `make bench` measures how quick it is."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_MB = 300
MEASURE = """
import re, resource, sys
from pathlib import Path
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest
request = EngineRequest(prompt=sys.argv[1], style_preset=sys.argv[2], width_px=1024, height_px=1024, seed=3)
Sketchbook().run(request, lambda *_: None)
status = Path("/proc/self/status")
# Linux counts in ru_maxrss what the parent held before the exec, so its own line for this process is asked first.
own = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print((int(own[1]) if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
"""


@pytest.mark.parametrize(
    ("prompt", "style"),
    [("mountains and a forest by a river at sunset, castle, clouds", "oil"), ("a galaxy", "ink-wash")],
)
def test_a_large_picture_takes_little_memory(prompt: str, style: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, prompt, style], cwd=ROOT, check=True, capture_output=True, text=True,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}, timeout=100,
    )  # fmt: skip
    assert float(told.stdout) <= MOST_MB
