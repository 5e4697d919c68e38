"""How long a start takes, and how much memory all parts need."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.bench.measure import Report
from tests.bench.streams import wait_for
from tests.runtime.test_up import free_port

MB = 1024 * 1024
SETTLES_S = 15.0  # until the last of the parts has loaded all it needs, on a slow machine too


def measure(report: Report, folder: Path) -> None:
    """Adds the lines about start and memory. The first start migrates; the second is what a restart costs."""
    port = free_port()
    unset = dict.fromkeys(("DATABASE_URL", "STORAGE_URL", "MEDIA_ROOT", "REDIS_URL", "SECRET_KEY"), "")
    env = {**os.environ, **unset, "DATA_DIR": str(folder), "PORT": str(port), "ATELIER_ENV_FILE": ""}
    report.say("starting the whole studio twice")
    first_s, _ = _start(env, port)
    second_s, memory = _start(env, port)
    report.add("start to first page", f"{second_s:.1f} s ({first_s:.1f} s the first time)", "second start <= 4 s")
    shared = f"{memory['pss']:.0f} MB; counted without sharing {memory['rss']:.0f} MB"
    report.add("memory of all parts, two workers", shared, "a third of 739 MB")


def _start(env: dict[str, str], port: int) -> tuple[float, dict[str, float]]:
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp.runtime.up"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, "/set-up/")
        took_s = time.monotonic() - begun
        time.sleep(SETTLES_S)
        return took_s, _memory(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(15)


def _memory(pid: int) -> dict[str, float]:
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    infos = [each.memory_full_info() for each in family]
    return {"rss": sum(info.rss for info in infos) / MB, "pss": sum(info.pss for info in infos) / MB}
