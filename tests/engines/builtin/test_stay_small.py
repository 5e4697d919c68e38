"""Sketchbook stays quick and small, so that it runs on the smallest machine."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_MB = 300
MOST_CPU_S = 1.5
MEASURE = """
import resource, sys, time
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest
request = EngineRequest(prompt=sys.argv[1], style_preset=sys.argv[2], width_px=1024, height_px=1024, seed=3)
spent = []
for _ in range(3):
    start = time.process_time()
    Sketchbook().run(request, lambda *_: None)
    spent.append(time.process_time() - start)
print(min(spent), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.parametrize(
    ("prompt", "style"),
    [("mountains and a forest by a river at sunset, castle, clouds", "oil"), ("a galaxy", "ink-wash")],
)
def test_a_large_picture_takes_little_time_and_memory(prompt: str, style: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, prompt, style], cwd=ROOT, check=True, capture_output=True, text=True,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}, timeout=100,
    )  # fmt: skip
    cpu_s, peak_mb = map(float, told.stdout.split())
    assert cpu_s <= MOST_CPU_S
    assert peak_mb <= MOST_MB
