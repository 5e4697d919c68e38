"""From the server's answers and refusals to pictures and errors."""

import base64
import binascii
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from PIL import Image

from webapp.engines.errors import BadOutput, EngineError, NotConfigured, Rejected, Unsupported
from webapp.engines.http import Answer
from webapp.engines.pictures import decode
from webapp.engines.problems import Problem
from webapp.engines.types import EngineRequest, EngineResult, Picture

LABEL: Final = "AUTOMATIC1111"


def result_of(answer: Answer, request: EngineRequest, size_px: tuple[int, int] | None = None) -> EngineResult:
    """Returns the pictures of an answer, brought to `size_px` where that is given. Raises BadOutput without any.

    A grid of all pictures may come first, and what extensions made may come last: `info` tells where ours begin.
    """
    data = answer.json()
    if not isinstance(data, Mapping):
        raise BadOutput
    if "image" in data:
        return EngineResult((Picture(_picture(data["image"], size_px), request.seed),))
    info = _info(data.get("info"))
    images = data.get("images")
    first = _number(info.get("index_of_first_image"), 0)
    ours = images[first : first + request.num_outputs] if isinstance(images, list) else []
    if not ours:
        raise BadOutput("AUTOMATIC1111 sent no picture.")
    seeds = info.get("all_seeds")
    seeds = seeds if isinstance(seeds, list) else []
    pictures = (
        Picture(_picture(text, size_px), _number(dict(enumerate(seeds)).get(index), request.seed + index))
        for index, text in enumerate(ours)
    )
    return EngineResult(tuple(pictures))


def translate(problem: Problem) -> EngineError | None:
    """Returns our error for a refusal that only this kind of server gives."""
    text = problem.text.lower()
    if "outofmemory" in "".join(problem.codes) or "out of memory" in text:
        return EngineError(f"{LABEL} has too little memory for this picture. Choose a smaller size.")
    if problem.status == 404 and text == "not found":
        return NotConfigured(f"{LABEL} runs without its API. Ask your admin to start it with --api.")
    if problem.status == 401:
        return NotConfigured(f"{LABEL} did not accept its user name and password. Ask your admin to check A1111_AUTH.")
    if "sampler not found" in text:
        return Unsupported(f"{LABEL} does not have this sampler any more. Choose another one.")
    if "invalid encoded image" in text or "init image not found" in text:
        return Rejected(f"{LABEL} could not read the picture to start from.")
    return None


def _info(text: Any) -> Mapping[str, Any]:
    """Returns the answer's `info`, which is JSON inside JSON."""
    with suppress(ValueError, TypeError, RecursionError):
        info = json.loads(text)
        if isinstance(info, Mapping):
            return info
    return {}


def _number(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and value >= 0 else otherwise


def _picture(text: Any, size_px: tuple[int, int] | None) -> Image.Image:
    if not isinstance(text, str):
        raise BadOutput
    try:
        image = decode(base64.b64decode(text.rpartition(",")[2], validate=True))
    except (binascii.Error, ValueError):
        raise BadOutput from None
    if size_px is None or image.size == size_px:
        return image
    return image.resize(size_px, Image.Resampling.LANCZOS)
