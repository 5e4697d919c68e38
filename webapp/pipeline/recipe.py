"""The recipe of a picture as text that travels inside its file, readable by other tools."""

import json
import re
from collections.abc import Iterable

from webapp.engines.types import EngineRequest
from webapp.models import ImageRequest


def parameters(row: ImageRequest, request: EngineRequest) -> str:
    """Returns the recipe in the `parameters` text that AUTOMATIC1111 writes and most tools read."""
    pairs: list[tuple[str, object]] = [
        ("Steps", request.steps),
        ("Sampler", request.scheduler),
        ("CFG scale", request.guidance_scale),
        ("Seed", request.seed),
        ("Size", f"{request.width_px}x{request.height_px}"),
        ("Model", request.model or row.model_backend),
        ("Version", "Atelier"),
    ]
    return parameters_text(request.prompt, request.negative_prompt, pairs)


def parameters_text(prompt: str, negative_prompt: str, pairs: Iterable[tuple[str, object]]) -> str:
    """Returns a recipe as `parameters` text; of the pairs, those whose value is known."""
    last = ", ".join(f"{key}: {_quoted(value)}" for key, value in pairs if value is not None)
    negative = f"\nNegative prompt: {negative_prompt}" if negative_prompt else ""
    return f"{prompt}{negative}\n{last}"


def _quoted(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if re.search(r'[,:\n"]', text) else text
