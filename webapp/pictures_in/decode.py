"""Has a file decoded by a process of its own, so that no file can take the web or a worker with it."""

import json
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.pictures_in.child import HEAD
from webapp.pictures_in.recipes.found import Found
from webapp.pictures_in.refused import Refused
from webapp.pictures_in.sniff import sniff

# The processor time is what is limited; a busy machine may take longer over it.
TIMEOUT_S = 30.0
AT_ONCE = 2
WAITS_S = 30.0
ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "webapp.pictures_in.child")
# glibc would otherwise set address space aside for threads that never come.
ENVIRONMENT = {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}

_turns = threading.BoundedSemaphore(AT_ONCE)


class TooBusy(Exception):
    """More pictures are being opened than this machine should open at once."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture made anew: `file` and both thumbnails are WEBP; `recipe` is what its file told of how it was made."""

    file: bytes
    small: bytes
    large: bytes
    width_px: int
    height_px: int
    colour: str
    is_animated: bool
    recipe: Found | None
    peak_kb: int


def clean(data: bytes) -> Clean:
    """Returns the picture in `data`, made anew. Raises Refused, or TooBusy when no turn comes."""
    sniff(data)
    with _turn():
        try:
            done = subprocess.run(
                COMMAND, input=data, capture_output=True, timeout=TIMEOUT_S, cwd=ROOT, env=ENVIRONMENT, check=False
            )
        except subprocess.TimeoutExpired:
            raise Refused("too_slow") from None
    if done.returncode:
        raise Refused(_cause(done.returncode, done.stderr))
    return _read(done.stdout)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=WAITS_S):
        raise TooBusy
    try:
        yield
    finally:
        _turns.release()


def _cause(returncode: int, stderr: bytes) -> str:
    """Says why the decoder died: out of time, out of memory, or torn by the file."""
    if returncode in (-9, -24):  # KILL and XCPU: its time on the processor was up
        return "too_slow"
    return "too_heavy" if b"MemoryError" in stderr or b"memory" in stderr.lower() else "damaged"


def _read(answer: bytes) -> Clean:
    """Takes the answer apart. A decoder that was taken over could say anything, so nothing of it is trusted."""
    try:
        (length,) = HEAD.unpack_from(answer)
        facts: dict[str, Any] = json.loads(answer[HEAD.size : HEAD.size + length])
        if "refused" in facts:
            raise Refused(str(facts["refused"]))
        place = HEAD.size + length
        files = []
        for size in facts["sizes"]:
            files.append(answer[place : place + int(size)])
            place += int(size)
        file, small, large = files
        if any(each[:4] + each[8:12] != b"RIFFWEBP" for each in files):
            raise Refused("damaged")
        width_px, height_px = int(facts["width_px"]), int(facts["height_px"])
        found = Found.from_data(facts["recipe"]) if facts["recipe"] else None
        colour, is_animated = str(facts["colour"])[:7], bool(facts["is_animated"])
        return Clean(file, small, large, width_px, height_px, colour, is_animated, found, int(facts["peak_kb"]))
    except (ValueError, KeyError, TypeError, struct.error):
        raise Refused("damaged") from None
