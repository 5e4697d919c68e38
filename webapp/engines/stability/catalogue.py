"""What Stability AI offers, with its limits and prices.

Taken from the provider's API document of September 2026 (v2beta, stable-image). Prices are in credits a picture, 100
credits being one US dollar; an admin can set others with ENGINE_PRICES.
"""

from typing import Final

from webapp.engines.capabilities import (
    Capabilities,
    Model,
    Operation,
    Parameter,
    PictureLimits,
    SizeLimits,
    operations,
)
from webapp.engines.pictures import MAX_PIXELS

MAX_SEED: Final = 4_294_967_294
MAX_REQUEST_BYTES: Final = 10 * 1024 * 1024
RATIOS: Final = ((21, 9), (16, 9), (3, 2), (5, 4), (1, 1), (4, 5), (2, 3), (9, 16), (9, 21))

# Our styles that Stability AI knows too, by its names; for the others the style's words say it all.
PRESETS: Final[dict[str, str]] = {
    "enhance": "enhance",
    "anime": "anime",
    "photographic": "photographic",
    "digital-art": "digital-art",
    "comic-book": "comic-book",
    "fantasy-art": "fantasy-art",
    "line-art": "line-art",
    "analog-film": "analog-film",
    "neon-punk": "neon-punk",
    "isometric": "isometric",
    "low-poly": "low-poly",
    "origami": "origami",
    "modeling-compound": "modeling-compound",
    "cinematic": "cinematic",
    "3d-model": "3d-model",
    "pixel-art": "pixel-art",
    "tile-texture": "tile-texture",
}

# A picture leaves room for a mask and the words in the same request.
_MAX_BYTES: Final = 10_000_000
_NINE_MP: Final = 9_437_184
_ANY: Final = PictureLimits(min_side_px=64, min_pixels=4096, max_pixels=_NINE_MP, max_bytes=_MAX_BYTES)
_SHAPED: Final = PictureLimits(
    min_side_px=64, min_pixels=4096, max_pixels=_NINE_MP, min_aspect=0.4, max_aspect=2.5, max_bytes=_MAX_BYTES
)
_SIDED: Final = PictureLimits(
    min_side_px=64,
    max_side_px=16_383,
    min_pixels=4096,
    max_pixels=_NINE_MP,
    min_aspect=0.4,
    max_aspect=2.5,
    max_bytes=_MAX_BYTES,
)
_STYLE: Final = PictureLimits(
    min_side_px=64, max_side_px=16_383, min_pixels=4096, max_pixels=_NINE_MP, max_bytes=_MAX_BYTES
)
_START: Final = PictureLimits(min_side_px=64, max_side_px=16_384, min_pixels=4096, max_bytes=_MAX_BYTES)
_FAST: Final = PictureLimits(
    min_side_px=32, max_side_px=1536, min_pixels=1024, max_pixels=1_048_576, max_bytes=_MAX_BYTES
)
_ONE_MP: Final = PictureLimits(min_side_px=64, min_pixels=4096, max_pixels=1_048_576, max_bytes=_MAX_BYTES)
# What the provider gives back is never larger: more of a picture would come back smaller than it was.
_AS_FOUR_MP: Final = PictureLimits(max_pixels=4_194_304)
# What is larger could not be read when it comes back, and would have been paid for.
_READ: Final = PictureLimits(max_pixels=MAX_PIXELS)
_FOUR_MP: Final = PictureLimits(min_side_px=64, min_pixels=4096, max_pixels=4_194_304, max_bytes=_MAX_BYTES)


def _share(name: str, label: str, default: float, hint: str = "", least: float = 0, most: float = 1) -> Parameter:
    return Parameter(name, "number", label, hint, default, least, most)


def _pixels(name: str, label: str, most: int, default: int = 0) -> Parameter:
    return Parameter(name, "integer", label, default=default, minimum=0, maximum=most)


def _words(name: str, label: str, hint: str = "", *, is_required: bool = False) -> Parameter:
    return Parameter(name, "text", label, hint, max_chars=10_000, is_required=is_required)


def _grow(most: int, default: int) -> Parameter:
    return _pixels("grow_mask", "Grow the painted area by", most, default)


_CONTROL: Final = (_share("control_strength", "How closely to follow it", 0.7),)
_RELIGHT: Final = (
    _words("foreground_prompt", "What stands in front", "Keeps it from changing."),
    Parameter("background_reference", "picture", "A background to use", limits=_ANY),
    _share("preserve_original_subject", "Keep the subject as it is", 0.6),
    _share("original_background_depth", "Keep the depth of the background", 0.5),
    Parameter("keep_original_background", "switch", "Change the light only", default=False),
    Parameter("light_source_direction", "choice", "Light from", choices=("left", "right", "above", "below")),
    Parameter("light_reference", "picture", "A picture with the wanted light", limits=_ANY),
    _share("light_source_strength", "How strong the light is", 0.3),
)
_LIGHT_ALONE: Final = tuple(
    each for each in _RELIGHT if each.name not in ("background_reference", "keep_original_background")
)
_TRANSFER: Final = (
    Parameter("style_image", "picture", "A picture in the wanted style", limits=_STYLE, is_required=True),
    _share("style_strength", "Strength of the style", 1.0),
    _share("composition_fidelity", "Keep the composition", 0.9),
    _share("change_strength", "How much may change", 0.9, least=0.1),
)
_SIDES: Final = tuple(
    _pixels(side, label, 2000)
    for side, label in (("left", "Left"), ("right", "Right"), ("up", "Top"), ("down", "Bottom"))
)

OPERATIONS: Final = operations(
    Operation("generate", "Create"),
    Operation(
        "variation",
        "Variation",
        source=_START,
        parameters=(_share("strength", "How much may change", 0.6, "0 keeps the picture, 1 draws a new one."),),
    ),
    Operation("sketch", "From a sketch", source=_SHAPED, parameters=_CONTROL, has_size=False, credits=5),
    Operation("structure", "Keep the structure", source=_SHAPED, parameters=_CONTROL, has_size=False, credits=5),
    Operation(
        "style",
        "In the style of",
        source=_SHAPED,
        parameters=(_share("fidelity", "How close to the style", 0.5),),
        credits=5,
    ),
    Operation(
        "style_transfer",
        "Take over a style",
        prompt="optional",
        source=_SIDED,
        parameters=_TRANSFER,
        has_size=False,
        credits=8,
    ),
    Operation(
        "inpaint", "Repaint", source=_ANY, mask="optional", parameters=(_grow(100, 5),), has_size=False, credits=5
    ),
    Operation(
        "outpaint",
        "Extend",
        prompt="optional",
        source=_SHAPED,
        parameters=(*_SIDES, _share("creativity", "Freedom", 0.5)),
        has_size=False,
        result=_READ,
        credits=4,
    ),
    Operation(
        "erase",
        "Erase",
        prompt="none",
        source=_ANY,
        mask="optional",
        parameters=(_grow(20, 5),),
        has_size=False,
        credits=5,
    ),
    Operation(
        "search_replace",
        "Find and replace",
        source=_SHAPED,
        parameters=(_words("search_prompt", "What to replace", is_required=True), _grow(20, 3)),
        has_size=False,
        result=_AS_FOUR_MP,
        credits=5,
    ),
    Operation(
        "search_recolor",
        "Find and recolour",
        source=_SHAPED,
        parameters=(_words("select_prompt", "What to recolour", is_required=True), _grow(20, 3)),
        has_size=False,
        credits=5,
    ),
    Operation("remove_background", "Cut out", prompt="none", source=_FOUR_MP, has_size=False, credits=5),
    Operation(
        "replace_background",
        "New background and light",
        prompt="optional",
        source=_SHAPED,
        parameters=_RELIGHT,
        has_size=False,
        credits=8,
        is_later=True,
    ),
    Operation(
        "relight",
        "Relight",
        prompt="optional",
        source=_SHAPED,
        parameters=_LIGHT_ALONE,
        has_size=False,
        credits=8,
        is_later=True,
    ),
    Operation("upscale_fast", "Enlarge, fast", prompt="none", source=_FAST, has_size=False, credits=2),
    Operation(
        "upscale_conservative",
        "Enlarge, true to the original",
        source=_SHAPED,
        parameters=(_share("creativity", "Freedom", 0.35, least=0.2, most=0.5),),
        has_size=False,
        result=_AS_FOUR_MP,
        credits=40,
    ),
    Operation(
        "upscale_creative",
        "Enlarge, with new detail",
        source=_ONE_MP,
        parameters=(_share("creativity", "Freedom", 0.3, least=0.1, most=0.5),),
        has_size=False,
        credits=60,
        is_later=True,
    ),
)

_BOTH: Final = frozenset({"generate", "variation"})


def _sd35(name: str, label: str, about: str, price: float) -> Model:
    return Model(name, label, about, price, _BOTH, guidance_scale=(1.0, 10.0))


MODELS: Final = (
    Model("core", "Stable Image Core", "Fast and good for most pictures.", 3, frozenset({"generate"})),
    Model("ultra", "Stable Image Ultra", "The finest, for fine detail and writing.", 8, _BOTH),
    _sd35("sd3.5-large", "SD 3.5 Large", "Follows long prompts closely.", 6.5),
    _sd35("sd3.5-large-turbo", "SD 3.5 Large Turbo", "The same, faster.", 4),
    _sd35("sd3.5-medium", "SD 3.5 Medium", "Smaller and cheaper.", 3.5),
    _sd35("sd3.5-flash", "SD 3.5 Flash", "The quickest, for first ideas.", 2.5),
)

CAPABILITIES: Final = Capabilities(
    operations=OPERATIONS,
    models=MODELS,
    sizes=SizeLimits(min_side_px=64, max_side_px=2048, ratios=RATIOS),
    negative_prompt=True,
    style_presets=frozenset(PRESETS),
    credits_per_picture=3,
    is_paid=True,
)
