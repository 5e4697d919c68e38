"""From a provider's refusal to our ladder of errors, whichever of the known shapes it has."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from webapp.engines.errors import (
    EngineError,
    LostContact,
    Moderated,
    NotConfigured,
    OutOfCredit,
    RateLimited,
    Rejected,
    Unreachable,
)

MAX_TEXT_CHARS: Final = 300
LONGEST_RETRY_S: Final = 300.0
DEFAULT_RETRY_S: Final = 10.0
MODERATED: Final = frozenset(
    {"content_moderation", "content_policy_violation", "moderation_blocked", "content_filtered", "public_figure"}
)
NO_CREDIT: Final = frozenset(
    {"insufficient_quota", "billing_hard_limit_reached", "insufficient_credits", "payment_required"}
)
_WAIT: Final = re.compile(r"(?:in|for) ~?(\d+) ?s", re.IGNORECASE)
_CODES: Final = ("name", "code", "type", "rc", "title", "error", "event")
_TEXTS: Final = ("message", "detail", "errors", "msg", "error", "title")


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal: its codes in lower case, and its words as plain text of at most 300 characters, "" when none."""

    status: int
    codes: frozenset[str]
    text: str
    retry_after_s: float


def read_problem(status: int, headers: Mapping[str, str], body: bytes, secrets: Iterable[str] = ()) -> Problem:
    """Reads a provider's error answer. HTML and what is not JSON give no text; `secrets` are never repeated."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    text = plain_text("; ".join(_texts(data)), secrets)
    codes = frozenset(code.lower() for code in _codes(data))
    return Problem(status, codes, text, retry_after_s(headers.get("Retry-After"), text))


def error_for(problem: Problem, label: str, *, may_charge: bool) -> EngineError:
    """Returns the rung of the ladder that `problem` stands on. `may_charge`: the call was a paid one."""
    if problem.codes & MODERATED:
        return Moderated()
    if problem.status == 402 or problem.codes & NO_CREDIT:
        return OutOfCredit()
    if problem.status == 429:
        return RateLimited(retry_after_s=problem.retry_after_s)
    if problem.status in (401, 403):
        return NotConfigured(f"{label} did not accept its key. Ask your admin to check it, or choose another engine.")
    if problem.status < 400:
        return NotConfigured(f"{label} has moved to another address. Ask your admin to check it.")
    if problem.status >= 500:
        return LostContact() if may_charge else Unreachable(f"{label} has trouble at the moment. Nothing was charged.")
    return Rejected(f"{label} did not accept this: {problem.text}" if problem.text else None)


def plain_text(text: str, secrets: Iterable[str] = ()) -> str:
    """Returns `text` as one line of at most 300 characters, without secrets; "" when it is HTML."""
    if "<html" in text.lower() or "<!doctype" in text.lower():
        return ""
    for secret in secrets:
        text = text.replace(secret, "…")
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= MAX_TEXT_CHARS else f"{line[: MAX_TEXT_CHARS - 1]}…"


def retry_after_s(header: str | None, text: str = "") -> float:
    """Returns how long to wait, 1 to 300 seconds: from a Retry-After of either kind, else from the words."""
    found = _WAIT.search(text)
    wait_s = _header_s(header) if header else float(found[1]) if found else DEFAULT_RETRY_S
    return min(max(wait_s, 1.0), LONGEST_RETRY_S)


def _header_s(header: str) -> float:
    try:
        seconds = float(header)
    except ValueError:
        return _until_s(header)
    return seconds if seconds == seconds else DEFAULT_RETRY_S


def _until_s(header: str) -> float:
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return DEFAULT_RETRY_S
    return (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds()


def _codes(data: Any) -> Iterator[str]:
    """Yields what may be a code: of the body, and of what it nests under "error" or "detail"."""
    if isinstance(data, Mapping):
        for key in _CODES:
            if isinstance(data.get(key), str | int):
                yield str(data[key])
        for key in ("error", "detail"):
            yield from _codes(data.get(key))


def _texts(data: Any) -> Iterator[str]:
    """Yields the words of an error body, from its usual places, however deep."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for each in data[:5]:
            yield from _texts(each)
    elif isinstance(data, Mapping):
        for key in _TEXTS:
            found = list(_texts(data.get(key)))
            if found:
                yield from found
                return
        for key, value in data.items():
            if key not in (*_CODES, "id", "status") and isinstance(value, str):
                yield f"{key}: {value}"
