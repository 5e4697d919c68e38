"""From a request to the form that Stability AI wants: one function for each kind of call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.engines.errors import Unsupported
from webapp.engines.pictures import sniff
from webapp.engines.sizes import nearest_ratio
from webapp.engines.stability.catalogue import MAX_SEED, OPERATIONS, PRESETS, RATIOS
from webapp.engines.types import EngineRequest

Part = tuple[str | None, bytes | str] | tuple[str, bytes, str]

ROOT: Final = "/v2beta/stable-image"
OUTPUT_FORMAT: Final = "png"
_PATHS: Final[Mapping[str, str]] = {
    "sketch": "control/sketch",
    "structure": "control/structure",
    "style": "control/style",
    "style_transfer": "control/style-transfer",
    "inpaint": "edit/inpaint",
    "outpaint": "edit/outpaint",
    "erase": "edit/erase",
    "search_replace": "edit/search-and-replace",
    "search_recolor": "edit/search-and-recolor",
    "remove_background": "edit/remove-background",
    "replace_background": "edit/replace-background-and-relight",
    "relight": "edit/replace-background-and-relight",
    "upscale_fast": "upscale/fast",
    "upscale_conservative": "upscale/conservative",
    "upscale_creative": "upscale/creative",
}
_WITHOUT_WORDS: Final = frozenset({"erase", "remove_background", "upscale_fast"})
_WITHOUT_NEGATIVE: Final = _WITHOUT_WORDS | {"outpaint"}
_WITHOUT_SEED: Final = frozenset({"remove_background", "upscale_fast"})
_WITHOUT_STYLE: Final = _WITHOUT_WORDS | {"style_transfer", "replace_background", "relight", "upscale_conservative"}
_PROMPT_NAMES: Final = {"replace_background": "background_prompt", "relight": "background_prompt"}
_SOURCE_NAMES: Final = {
    "replace_background": "subject_image",
    "relight": "subject_image",
    "style_transfer": "init_image",
}
# The provider wants words for a background even where the old one is kept.
_SAME_BACKGROUND: Final = "the same background as before"


@dataclass(frozen=True, slots=True)
class Payload:
    """A call to make: its path, and the parts of its form in order, texts and files alike."""

    path: str
    parts: tuple[tuple[str, Part], ...]


def generate_payload(request: EngineRequest, model: str) -> Payload:
    """Returns the call that draws a picture, from words ("generate") or from a picture too ("variation")."""
    fields = _words(request) | {"aspect_ratio": aspect_ratio(request)}
    if model in ("core", "ultra"):
        path = f"{ROOT}/generate/{model}"
    else:
        path = f"{ROOT}/generate/sd3"
        fields |= {"model": model, "mode": "image-to-image" if request.source else "text-to-image"}
        if request.source:
            del fields["aspect_ratio"]
        if request.guidance_scale is not None:
            fields["cfg_scale"] = _number(request.guidance_scale)
    if request.source:
        fields["strength"] = _number(request.params.get("strength", 0.6))
    return Payload(path, (*_texts(fields), *_files({"image": request.source})))


def edit_payload(request: EngineRequest) -> Payload:
    """Returns the call for any other operation. Raises Unsupported when what it needs is not there."""
    name = request.operation
    sentence = missing_part(request)
    if sentence:
        raise Unsupported(f"Stability AI {sentence}")
    fields = _words(request)
    if name == "style":
        fields["aspect_ratio"] = aspect_ratio(request)
    if name == "relight":
        fields = {"background_prompt": _SAME_BACKGROUND, "keep_original_background": "true"} | fields
    known = {parameter.name: parameter.kind for parameter in OPERATIONS[name].parameters}
    fields |= {
        key: _WRITERS.get(known[key], str)(value)
        for key, value in request.params.items()
        if key in known and value is not None and value != ""
    }
    files = {_SOURCE_NAMES.get(name, "image"): request.source, "mask": request.mask, **request.pictures}
    return Payload(f"{ROOT}/{_PATHS[name]}", (*_texts(fields), *_files(files)))


def missing_part(request: EngineRequest) -> str | None:
    """Returns the end of a sentence that says what an operation lacks, None when it has all it needs."""
    if request.operation == "outpaint" and not any(
        request.params.get(side) for side in ("left", "right", "up", "down")
    ):
        return "needs at least one side to extend."
    if request.operation not in ("replace_background", "relight"):
        return None
    has_light = request.params.get("light_source_direction") or "light_reference" in request.pictures
    if request.operation == "relight":
        return None if has_light else "needs to know where the light comes from: a side, or a picture with that light."
    if not request.prompt and "background_reference" not in request.pictures:
        return "needs words for the new background, or a picture of it."
    if request.params.get("light_source_strength") is not None and not has_light:
        return "needs to know where the light comes from before how strong it is."
    return None


def aspect_ratio(request: EngineRequest) -> str:
    """Returns the provider's shape nearest to the wanted size, such as "3:2"."""
    width, height = nearest_ratio(request.width_px, request.height_px, RATIOS)
    return f"{width}:{height}"


def _words(request: EngineRequest) -> dict[str, str]:
    """Returns the fields that most operations share, without those that this one does not know."""
    name = request.operation
    fields = {"output_format": OUTPUT_FORMAT}
    if request.prompt and name not in _WITHOUT_WORDS:
        fields[_PROMPT_NAMES.get(name, "prompt")] = request.prompt
    if request.negative_prompt and name not in _WITHOUT_NEGATIVE:
        fields["negative_prompt"] = request.negative_prompt
    seed = request.seed % (MAX_SEED + 1)
    # To the provider 0 means "any": it is left out, and the answer tells which one it was.
    if seed and name not in _WITHOUT_SEED:
        fields["seed"] = str(seed)
    if request.style_preset in PRESETS and name not in _WITHOUT_STYLE:
        fields["style_preset"] = PRESETS[request.style_preset]
    return fields


def _number(value: float) -> str:
    return f"{value:g}"


def _yes_or_no(value: bool) -> str:
    return "true" if value else "false"


_WRITERS: Final[Mapping[str, Callable[..., str]]] = {
    "number": _number,
    "integer": lambda value: str(int(value)),
    "switch": _yes_or_no,
}


def _texts(fields: Mapping[str, str]) -> list[tuple[str, Part]]:
    """Writes each field as a part without a file name: so the form is multipart even when it has no file."""
    return [(name, (None, text)) for name, text in fields.items()]


def _files(files: Mapping[str, bytes | None]) -> list[tuple[str, Part]]:
    kinds = {name: (sniff(data) or "PNG").lower() for name, data in files.items() if data}
    return [(name, (f"{name}.{kinds[name]}", data, f"image/{kinds[name]}")) for name, data in files.items() if data]
