"""Sketchbook stays small, so that it runs on the smallest machine. `make bench` measures how quick it is."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_MB = 300
MOST_ERASING_MB = 500
MEASURE = """
import io, re, resource, sys
from pathlib import Path
from PIL import Image
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest

def png(picture):
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()

request = EngineRequest(prompt=sys.argv[1], style_preset=sys.argv[2], width_px=1024, height_px=1024, seed=3)
made = Sketchbook().run(request, lambda *_: None).pictures[0].image
if sys.argv[3:]:
    mask = Image.new("L", made.size)
    mask.paste(255, (200, 300, 600, 700))
    request = EngineRequest(prompt="", operation=sys.argv[3], source=png(made), mask=png(mask))
    Sketchbook().run(request, lambda *_: None)
status = Path("/proc/self/status")
# Linux counts in ru_maxrss what the parent held before the exec, so its own line for this process is asked first.
own = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print((int(own[1]) if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
"""


def peak_mb(*arguments: str) -> float:
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, *arguments], cwd=ROOT, check=True, capture_output=True, text=True,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}, timeout=100,
    )  # fmt: skip
    return float(told.stdout)


@pytest.mark.parametrize(
    ("prompt", "style"),
    [("mountains and a forest by a river at sunset, castle, clouds", "oil"), ("a galaxy", "ink-wash")],
)
def test_a_large_picture_takes_little_memory(prompt: str, style: str) -> None:
    assert peak_mb(prompt, style) <= MOST_MB


def test_erasing_in_a_large_picture_takes_little_memory() -> None:
    assert peak_mb("green hills", "pastel", "erase") <= MOST_ERASING_MB
