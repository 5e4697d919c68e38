"""From a request to the call: JSON for a new picture, a form with files for an edit."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image

from webapp.engines.errors import Unsupported
from webapp.engines.openai_images.dialects import Dialect, local_fields
from webapp.engines.openai_images.families import DALL_E_2, GPT_IMAGE_2, LONGEST_ASPECT, Family
from webapp.engines.pictures import decode, sniff
from webapp.engines.repaint import framed
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest

Part = tuple[str | None, str] | tuple[str, bytes, str]

LOSSLESS: Final = "png"
MAX_SMALL_PNG_BYTES: Final = 4_000_000
# Alpha below it is what OpenAI may change; halves are not known there.
HALF: Final = 128
_ONLY_NEW: Final = frozenset({"moderation", "style"})


@dataclass(frozen=True, slots=True)
class Payload:
    """A call to make: its path below the API's address, and what `Client.post` takes as `json` or `files`."""

    path: str
    sent: Mapping[str, Any]


def payload_for(request: EngineRequest, model: str, family: Family, dialect: Dialect) -> Payload:
    """Returns the call for `request`. Raises Unsupported when a picture is missing or too large for the family."""
    fields = _fields(request, model, family, dialect)
    if request.operation == "generate":
        return Payload("/images/generations", {"json": fields})
    texts = {name: (None, str(value)) for name, value in fields.items() if name not in _ONLY_NEW}
    fidelity = request.params.get("input_fidelity")
    if fidelity and family.has_fidelity:
        texts["input_fidelity"] = (None, str(fidelity))
    return Payload("/images/edits", {"files": [*texts.items(), *_files(request, family)]})


def missing_part(request: EngineRequest, family: Family) -> str | None:
    """Returns the end of a sentence about what this family cannot do, None when it can."""
    if len(request.prompt) > family.max_prompt_chars:
        return f"reads at most {family.max_prompt_chars:,} characters with {family.name}."
    longest, shortest = max(request.width_px, request.height_px), min(request.width_px, request.height_px)
    if family is GPT_IMAGE_2 and longest > LONGEST_ASPECT * shortest:
        return f"draws at most {LONGEST_ASPECT:g} times as long as wide with {family.name}."
    if family is DALL_E_2 and request.source is not None:
        width_px, height_px = decode(request.source).size
        return None if width_px == height_px else f"takes square pictures only with {family.name}."
    return None


def _fields(request: EngineRequest, model: str, family: Family, dialect: Dialect) -> dict[str, Any]:
    width_px, height_px = _size(request, family)
    fields: dict[str, Any] = {"model": model} if model else {}
    fields |= {"prompt": request.prompt, "n": request.num_outputs, "size": f"{width_px}x{height_px}"}
    if family.is_local:
        fields |= local_fields(request, dialect)
    fields |= {"response_format": "b64_json"} if family.wants_format else {"output_format": LOSSLESS}
    known = {parameter.name for parameter in family.parameters}
    return fields | {name: value for name, value in request.params.items() if name in known and value}


def _size(request: EngineRequest, family: Family) -> tuple[int, int]:
    """Returns the size to draw: that of the picture itself, as near as it can be, where a part is repainted."""
    if request.operation != "inpaint" or request.source is None:
        return fitted(request.width_px, request.height_px, family.sizes)
    return fitted(*decode(request.source).size, family.sizes)


def _files(request: EngineRequest, family: Family) -> list[tuple[str, Part]]:
    if request.source is None:
        raise Unsupported("This needs a picture to start from.")
    source = _source(request, request.source, family)
    reference = request.pictures.get("reference")
    name = "image" if reference is None else "image[]"
    files = [(name, _file("image", source))]
    if reference is not None:
        files.append((name, _file("reference", reference)))
    if request.operation == "inpaint":
        files.append(("mask", ("mask.png", _mask(request, family), "image/png")))
    return files


def _file(name: str, data: bytes) -> Part:
    kind = (sniff(data) or "PNG").lower()
    return f"{name}.{kind}", data, f"image/{kind}"


def _source(request: EngineRequest, source: bytes, family: Family) -> bytes:
    """Returns the picture to send; one to repaint in the size that is drawn, so that its place in it is known."""
    opened = decode(source)
    if request.operation == "inpaint" and opened.size != _size(request, family):
        opened = framed(opened, _size(request, family))
    elif family is not DALL_E_2:
        return source
    return _small_png(opened) if family is DALL_E_2 else _png(opened)


def _mask(request: EngineRequest, family: Family) -> bytes:
    """Returns the mask in the sent picture's size, see-through where it may change, as OpenAI wants it.

    Its colours say the same with white, which is what stable-diffusion.cpp looks at.
    """
    if request.mask is None or request.source is None:
        raise Unsupported("This needs to know what may change: paint over it.")
    mask = decode(request.mask).convert("L").resize(decode(request.source).size)
    light = framed(mask, _size(request, family))
    alpha = light.point([255 if level < HALF else 0 for level in range(256)])
    return _small_png(Image.merge("LA", (light, alpha)).convert("RGBA"))


def _small_png(image: Image.Image) -> bytes:
    data = _png(image)
    if len(data) > MAX_SMALL_PNG_BYTES:
        raise Unsupported(f"Here a picture may have at most {MAX_SMALL_PNG_BYTES // 1_000_000} MB. Use a smaller one.")
    return data


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
