"""Times in milliseconds, and lines that say what they mean."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Times:
    """Some durations in milliseconds."""

    all_ms: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.all_ms)

    @property
    def p95(self) -> float:
        return sorted(self.all_ms)[max(0, round(len(self.all_ms) * 0.95) - 1)]


@dataclass
class Report:
    """Lines of the table, printed as they come."""

    lines: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def say(self, what: str) -> None:
        print(f"[{time.monotonic() - self.begun:5.0f} s] {what}", file=sys.stderr, flush=True)  # noqa: T201 - its purpose

    def add(self, what: str, value: str, goal: str = "") -> None:
        self.lines.append(f"| {what} | {value} | {goal} |")
        self.say(f"{what}: {value}")

    def show(self) -> None:
        print("| what | here | goal |\n|---|---|---|")  # noqa: T201 - its purpose
        print("\n".join(self.lines))  # noqa: T201 - its purpose


def repeat(action: Callable[[], object], times: int, warm: int = 5) -> Times:
    """Times `action` after a few rounds to warm up."""
    for _ in range(warm):
        action()
    return Times([timed(action) for _ in range(times)])


def in_turn(
    actions: list[Callable[[], object]], times: int, warm: int = 5, clock: Callable[[], float] = time.perf_counter
) -> list[Times]:
    """Times several actions one after the other in each round, so that a busy moment of the machine meets all."""
    for action in actions * warm:
        action()
    rounds = [[timed(action, clock) for action in actions] for _ in range(times)]
    return [Times(list(column)) for column in zip(*rounds, strict=True)]


def timed(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Returns the milliseconds that it took by this clock, which counts seconds."""
    begun = clock()
    action()
    return (clock() - begun) * 1000
