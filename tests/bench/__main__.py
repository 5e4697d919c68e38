"""Measures the studio with its own Redis, in a folder of its own, on loopback alone. Takes some minutes.

`python -m tests.bench [--quick]`; quick leaves the million pictures out.
"""

import argparse
import tempfile
from pathlib import Path

from tests import servers
from tests.bench import drawing, editing, flow, meaning, pages, start, streams, walls
from tests.bench.measure import Report


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave the million pictures out")
    parser.add_argument(
        "--only",
        choices=("start", "drawing", "editing", "flow", "streams", "pages", "walls", "meaning"),
        help="measure one thing alone",
    )
    chosen = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder, servers.redis_server() as redis_url:
        base = Path(folder)
        sizes = pages.SIZES[:2] if chosen.quick else pages.SIZES
        parts = {
            "start": lambda: start.measure(report, base / "start"),
            "drawing": lambda: drawing.measure(report),
            "editing": lambda: editing.measure(report),
            "flow": lambda: flow.measure(report, base / "flow", redis_url),
            "streams": lambda: streams.measure(report, base / "streams", redis_url),
            "pages": lambda: pages.measure(report, base / "pages", redis_url, sizes),
            "walls": lambda: walls.measure(report, base / "walls", redis_url, is_quick=chosen.quick),
            "meaning": lambda: meaning.measure(report, base / "meaning", redis_url),
        }
        for name, measure in parts.items():
            if chosen.only in {None, name}:
                measure()
    report.show()


if __name__ == "__main__":
    main()
