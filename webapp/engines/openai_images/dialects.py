"""How servers of one's own want to be told what OpenAI's API has no field for.

LocalAI splits a prompt at "|" and counts `step`. stable-diffusion.cpp reads JSON between tags inside the prompt.
vLLM-Omni and SGLang take fields of the names that diffusers uses; unknown fields are ignored by all of them.
"""

import json
import re
from typing import Any, Final, Literal

from webapp.engines.types import EngineRequest

Dialect = Literal["plain", "localai", "sd.cpp"]

_TAGS: Final = re.compile(r"</?sd_cpp_extra_args>", re.IGNORECASE)


def dialect_of(models: list[dict[str, Any]]) -> Dialect:
    """Returns how a server speaks, told by the way it lists its models."""
    if any(entry.get("id") == "sd-cpp-local" for entry in models):
        return "sd.cpp"
    # Of all of them only LocalAI names no owner.
    return "localai" if models and not any("owned_by" in entry for entry in models) else "plain"


def local_fields(request: EngineRequest, dialect: Dialect) -> dict[str, Any]:
    """Returns the prompt and whatever else of a request the server should know, in its own way."""
    if dialect == "localai":
        return _for_localai(request)
    if dialect == "sd.cpp":
        return {"prompt": _for_sd_cpp(request)}
    return _known(
        prompt=request.prompt,
        negative_prompt=request.negative_prompt,
        seed=request.seed,
        steps=request.steps,
        num_inference_steps=request.steps,
        guidance_scale=request.guidance_scale,
    )


def _for_localai(request: EngineRequest) -> dict[str, Any]:
    prompt = request.prompt.replace("|", ",")
    if request.negative_prompt:
        prompt = f"{prompt}|{request.negative_prompt.replace('|', ',')}"
    return _known(prompt=prompt, seed=request.seed, step=request.steps, cfg_scale=request.guidance_scale)


def _for_sd_cpp(request: EngineRequest) -> str:
    """Returns the prompt with the settings inside; tags that a person wrote are taken out, settings are ours alone."""
    sample = _known(
        sample_steps=request.steps,
        guidance={"txt_cfg": request.guidance_scale} if request.guidance_scale is not None else None,
    )
    told = _known(seed=request.seed, negative_prompt=_untagged(request.negative_prompt), sample_params=sample)
    return f"{_untagged(request.prompt)}<sd_cpp_extra_args>{json.dumps(told)}</sd_cpp_extra_args>"


def _untagged(text: str) -> str:
    """Returns `text` without tags, also none that appear when others are taken out."""
    while _TAGS.search(text):
        text = _TAGS.sub("", text)
    return text


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != {}}
