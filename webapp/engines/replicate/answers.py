"""From a prediction, as Replicate tells of it, to pictures, to "not yet", or to the reason why there is none."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from PIL import Image

from webapp.engines.credentials import is_signed
from webapp.engines.errors import BadOutput, EngineError, LostContact, Moderated, OutputExpired
from webapp.engines.fetch import Fetcher
from webapp.engines.http import Answer
from webapp.engines.pictures import decode
from webapp.engines.problems import plain_text
from webapp.engines.types import EngineResult, Picture, Waiting

OUTPUT_HOSTS: Final = ("replicate.delivery",)
MAX_DEPTH: Final = 4
MAX_INLINE_CHARS: Final = 90_000_000
_ID: Final = re.compile(r"[a-z0-9]{6,64}")
_PERCENT: Final = re.compile(r"(\d{1,3})%\|")
_HELD_BACK: Final = re.compile(r"nsfw|sensitive|moderat|safety|content polic|flagged|\bE005\b", re.IGNORECASE)
_STOPPED: Final = "Replicate stopped this before the picture was done."


def is_prediction_id(text: str) -> bool:
    """Tells whether `text` is an id that may stand in a path."""
    return _ID.fullmatch(text) is not None


def prediction_of(answer: Answer) -> Mapping[str, Any]:
    """Returns a prediction's facts. Raises BadOutput when the answer holds none."""
    told = answer.json()
    if not isinstance(told, Mapping) or not is_prediction_id(str(told.get("id"))):
        raise BadOutput("The engine's answer could not be read.")
    return told


def created_prediction(answer: Answer) -> Mapping[str, Any]:
    """Returns the prediction that a paid call made. Raises LostContact when the answer does not tell its id."""
    try:
        return prediction_of(answer)
    except BadOutput:
        raise LostContact from None


def waiting_of(prediction: Mapping[str, Any], ask_again_s: float) -> Waiting | None:
    """Returns how far a prediction is, None when it has ended."""
    status = prediction.get("status")
    if status in ("succeeded", "failed", "canceled", "aborted"):
        return None
    if status != "processing":
        return Waiting(0.0, "Replicate is starting the model", ask_again_s=ask_again_s)
    logs = prediction.get("logs")
    percents = _PERCENT.findall(logs[-4000:]) if isinstance(logs, str) else []
    done = min(int(percents[-1]), 99) / 100 if percents else 0.0
    return Waiting(done, "Replicate is drawing", ask_again_s=ask_again_s)


def result_of(
    prediction: Mapping[str, Any], fetcher: Fetcher, seed: int, wanted: int, price: float | None
) -> EngineResult:
    """Returns the pictures of a prediction that has ended, at most `wanted`, fetched at once.

    The provider deletes them after an hour. Raises Moderated, OutputExpired, BadOutput, Unreachable while they cannot
    be fetched, or EngineError with the provider's words when it failed.
    """
    if prediction.get("status") != "succeeded":
        raise _failure(prediction)
    if prediction.get("data_removed"):
        raise OutputExpired
    addresses = list(_addresses(prediction.get("output")))
    if not addresses:
        raise Moderated(spent_credits=price or 0.0)
    found = [_fetched(address, fetcher) for address in addresses[:wanted]]
    pictures = (
        Picture(image, seed + number, data if is_signed(data) else None) for number, (image, data) in enumerate(found)
    )
    return EngineResult(tuple(pictures), price)


def predict_seconds(prediction: Mapping[str, Any]) -> float | None:
    """Returns how long the model ran, which is what the provider charges for; None when it does not say."""
    metrics = prediction.get("metrics")
    seconds = metrics.get("predict_time") if isinstance(metrics, Mapping) else None
    return float(seconds) if isinstance(seconds, int | float) and not isinstance(seconds, bool) else None


def _failure(prediction: Mapping[str, Any]) -> EngineError:
    if prediction.get("status") != "failed":
        return EngineError(_STOPPED)
    error = prediction.get("error")
    text = plain_text(error) if isinstance(error, str) else ""
    if _HELD_BACK.search(text):
        return Moderated()
    return EngineError(f"Replicate could not draw this: {text}" if text else None)


def _addresses(output: Any, depth: int = 0) -> Iterator[str]:
    """Yields the addresses in an output, which may be one, a list of them, or named ones."""
    if isinstance(output, str) and output.startswith(("https://", "http://", "data:")):
        yield output
    elif depth < MAX_DEPTH and isinstance(output, list | Mapping):
        for each in output.values() if isinstance(output, Mapping) else output:
            yield from _addresses(each, depth + 1)


def _fetched(address: str, fetcher: Fetcher) -> tuple[Image.Image, bytes]:
    if not address.startswith("data:"):
        return fetcher.fetch_picture(address, OUTPUT_HOSTS)
    head, _, body = address.partition(",")
    if not head.endswith(";base64") or len(body) > MAX_INLINE_CHARS:
        raise BadOutput
    try:
        data = base64.b64decode(body, validate=True)
    except binascii.Error:
        raise BadOutput from None
    return decode(data), data
