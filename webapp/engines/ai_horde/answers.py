"""From AI Horde's answers and refusals to what we wait for, pictures and errors."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PIL import Image

from webapp.engines.errors import (
    BadOutput,
    EngineError,
    LostContact,
    Moderated,
    NotConfigured,
    OutputExpired,
    RateLimited,
    Rejected,
    Unreachable,
)
from webapp.engines.fetch import Fetcher
from webapp.engines.http import Answer
from webapp.engines.pictures import decode
from webapp.engines.problems import Problem
from webapp.engines.types import EngineResult, Picture, Waiting

LABEL: Final = "AI Horde"
# Where finished pictures lie for half an hour: presigned addresses of the provider's own buckets.
OUTPUT_HOSTS: Final = ("r2.cloudflarestorage.com",)
DRAWING: Final = 0.5
SHORTEST_ASK_S: Final = 1.5
LONGEST_ASK_S: Final = 8.0
# After these the provider refuses an address for a while.
_TOO_MANY: Final = frozenset({"toomanyprompts", "timeoutip", "toomanysameips", "toomanynewips"})
_UNSAFE: Final = frozenset({"corruptprompt", "profanity"})


class NotPossible(EngineError):
    """No volunteer can draw this now."""

    code = "not_possible"
    sentence = "No AI Horde volunteer can draw this at the moment. Choose another model or a smaller size."


def prediction_id_of(answer: Answer, *, is_paid: bool) -> str:
    """Returns the id of an accepted call. Raises LostContact when a call that takes kudos gave none."""
    lost: EngineError = LostContact() if is_paid else BadOutput("AI Horde's answer could not be read.")
    try:
        data = answer.json()
    except BadOutput:
        raise lost from None
    found = data.get("id") if isinstance(data, Mapping) else None
    if not isinstance(found, str) or not is_prediction_id(found):
        raise lost
    return found


def is_prediction_id(text: str) -> bool:
    """Tells whether `text` is an id that may stand in a path."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def waiting_of(answer: Answer) -> Waiting | None:
    """Returns how a call stands, None when its pictures are there.

    Raises NotPossible when no volunteer can draw it, OutputExpired when the provider has forgotten it.
    """
    told = _told(answer)
    if told.get("faulted") is True:
        raise EngineError("The AI Horde volunteers failed at this picture. Try again.")
    if told.get("done") is True:
        return None
    if told.get("is_possible") is False:
        raise NotPossible
    wait_s = _count(told, "wait_time")
    ask_again_s = min(max(wait_s / 3, SHORTEST_ASK_S), LONGEST_ASK_S)
    if _count(told, "processing") or _count(told, "finished"):
        return Waiting(DRAWING, "A volunteer is drawing", ask_again_s=ask_again_s)
    return Waiting(0.0, f"{_about(wait_s)}in AI Horde's line", _count(told, "queue_position") or None, ask_again_s)


def result_of(answer: Answer, seed: int, fetcher: Fetcher, *, is_paid: bool) -> EngineResult:
    """Returns the picture, fetched at once since it is kept for half an hour, and the kudos that were spent.

    Raises Moderated when the volunteer's filter blanked it.
    """
    told = _told(answer)
    kudos = float(told["kudos"]) if is_paid and isinstance(told.get("kudos"), int | float) else 0.0
    generations = told.get("generations")
    made = generations[0] if isinstance(generations, list) and generations else None
    if not isinstance(made, Mapping):
        raise BadOutput("AI Horde sent no picture.")
    if _is_censored(made):
        raise Moderated(spent_credits=kudos)
    image = _picture(str(made.get("img") or ""), fetcher)
    used = str(made.get("seed") or "")
    return EngineResult((Picture(image, int(used) if used.isdecimal() else seed),), kudos)


def translate(problem: Problem) -> EngineError | None:
    """Returns our error for a refusal that only AI Horde gives."""
    if problem.codes & _UNSAFE:
        return Moderated()
    if problem.codes & _TOO_MANY:
        return RateLimited("AI Horde takes no more from here for a while.", max(problem.retry_after_s, 5.0))
    if "kudosupfront" in problem.codes:
        return Rejected("AI Horde wants kudos in advance for this. Choose a smaller size or fewer steps.")
    if "anonforbidden" in problem.codes:
        return Rejected("AI Horde does this only for people with an account. Ask your admin for a key of your own.")
    if "maintenancemode" in problem.codes:
        return Unreachable("AI Horde is being repaired. Try again later.")
    if "invalidapikey" in problem.codes:
        return NotConfigured("AI Horde did not accept its key. Ask your admin to check AI_HORDE_API_KEY.")
    return None


def _told(answer: Answer) -> Mapping[str, Any]:
    if answer.status == 404:
        raise OutputExpired("AI Horde has forgotten this picture: nobody drew it in time. Make it again.")
    told = answer.json()
    if not isinstance(told, Mapping):
        raise BadOutput
    return told


def _is_censored(made: Mapping[str, Any]) -> bool:
    if made.get("censored") is True or made.get("state") == "censored":
        return True
    remarks = made.get("gen_metadata")
    remarks = remarks if isinstance(remarks, list) else []
    return any(isinstance(remark, Mapping) and remark.get("type") == "censorship" for remark in remarks)


def _picture(where: str, fetcher: Fetcher) -> Image.Image:
    """Returns the picture at an address, or the one that came as base64."""
    if where.startswith(("https://", "http://")):
        return fetcher.fetch_picture(where, OUTPUT_HOSTS)[0]
    try:
        return decode(base64.b64decode(where, validate=True))
    except (binascii.Error, ValueError):
        raise BadOutput from None


def _about(wait_s: int) -> str:
    """Returns the time in words, rounded so that it does not change at each look."""
    if wait_s <= 0:
        return ""
    return f"About {-(-wait_s // 10) * 10} s, " if wait_s <= 90 else f"About {-(-wait_s // 60)} min, "


def _count(told: Mapping[str, Any], key: str) -> int:
    value = told.get(key)
    return int(value) if isinstance(value, int | float) and value > 0 else 0
