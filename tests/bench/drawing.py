"""How long Sketchbook takes for a picture, on one core."""

import statistics
import time

from tests.bench.measure import Report
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest

PROMPTS = ("a lighthouse on a cliff at dusk", "mountains and a forest by a river at sunset, castle, clouds", "a galaxy")


def measure(report: Report) -> None:
    """Adds the processor time of 1024 x 1024 in every manner: the median, and the slowest by name."""
    drawer = Sketchbook()
    report.say("drawing in every manner")
    spent = {}
    for manner in sorted(drawer.capabilities.style_presets):
        for prompt in PROMPTS:
            request = EngineRequest(prompt=prompt, style_preset=manner, seed=3)
            began = time.process_time()
            drawer.run(request, lambda *_: None)
            spent[f"{manner}: {prompt}"] = time.process_time() - began
    slowest = max(spent, key=lambda name: spent[name])
    report.add("Sketchbook, 1024 x 1024, median of all manners", f"{statistics.median(spent.values()):.2f} s", "1.5 s")
    report.add(f"slowest ({slowest})", f"{spent[slowest]:.2f} s", "1.5 s")
