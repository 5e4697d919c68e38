"""What AI Horde's volunteers draw.

Names and ranges are those of its API document v2 (aihorde.net/api); which models there are is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from webapp.engines.capabilities import (
    Capabilities,
    Model,
    Operation,
    Parameter,
    PictureLimits,
    SizeLimits,
    operations,
)
from webapp.engines.http import Client

SIZES: Final = SizeLimits(min_side_px=64, max_side_px=3072, multiple_px=64, max_pixels=2048 * 2048)
SAMPLERS: Final = (
    "k_euler_a",
    "k_euler",
    "k_dpmpp_2m",
    "k_dpmpp_sde",
    "k_dpmpp_2s_a",
    "k_dpm_2",
    "k_dpm_2_a",
    "k_dpm_fast",
    "k_dpm_adaptive",
    "k_heun",
    "k_lms",
    "DDIM",
    "dpmsolver",
    "lcm",
)
AFTERWARDS: Final = (
    "GFPGAN",
    "CodeFormers",
    "RealESRGAN_x2plus",
    "RealESRGAN_x4plus",
    "RealESRGAN_x4plus_anime_6B",
    "NMKD_Siax",
    "4x_AnimeSharp",
    "strip_background",
)
DEFAULT_STRENGTH: Final = 0.6
DEFAULT_INPAINT_STRENGTH: Final = 0.8
MOST_MODELS: Final = 40
LIST_S: Final = 5.0
_START: Final = PictureLimits(min_side_px=16, max_pixels=16_777_216, max_bytes=20_000_000)


@dataclass(frozen=True, slots=True)
class Offered:
    """A model that `workers` volunteers have loaded. `eta_s` is how long its line is."""

    name: str
    workers: int = 0
    eta_s: int = 0


def read_models(client: Client) -> tuple[Offered, ...]:
    """Returns the models that volunteers draw with now, those that most have first. Raises an EngineError."""
    data = client.get("/v2/status/models", params={"type": "image"}, total_s=LIST_S).json()
    entries = (each for each in data if isinstance(each, Mapping)) if isinstance(data, list) else ()
    found = [
        Offered(str(each["name"]), _number(each, "count"), _number(each, "eta")) for each in entries if _fits(each)
    ]
    return tuple(sorted(found, key=lambda offered: (-offered.workers, offered.name)))


def chosen(found: tuple[Offered, ...], wanted: str) -> tuple[Offered, ...]:
    """Returns the models to offer: those that the admin listed (with commas between), else those most have."""
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if not names:
        return found[:MOST_MODELS]
    by_name = {offered.name: offered for offered in found}
    return tuple(by_name.get(name, Offered(name)) for name in names)


def capabilities_of(models: tuple[Offered, ...], *, is_paid: bool) -> Capabilities:
    """Returns what the engine can do with `models`; with an account of one's own, kudos are spent."""
    return Capabilities(
        operations=operations(*_operations()),
        models=tuple(Model(offered.name, about=_about(offered)) for offered in models),
        sizes=SIZES,
        negative_prompt=True,
        steps=(1, 500),
        guidance_scale=(0.0, 100.0),
        schedulers=SAMPLERS,
        is_paid=is_paid,
    )


def _operations() -> tuple[Operation, ...]:
    common = (
        Parameter("karras", "switch", "Karras noise schedule", default=True),
        Parameter("clip_skip", "integer", "Skip CLIP layers", default=1, minimum=1, maximum=12),
        Parameter("afterwards", "choice", "Afterwards", "What a volunteer does with the picture.", choices=AFTERWARDS),
    )
    own = (
        Parameter("tiling", "switch", "Seamless tile", default=False),
        Parameter("hires_fix", "switch", "Draw small first", "Better for large pictures.", default=False),
    )
    return (
        Operation("generate", "Create", parameters=(*common, *own), is_later=True),
        Operation(
            "variation", "Variation", source=_START, parameters=(_strength(DEFAULT_STRENGTH), *common), is_later=True
        ),
        Operation(
            "inpaint",
            "Repaint",
            source=_START,
            mask="required",
            parameters=(_strength(DEFAULT_INPAINT_STRENGTH), *common),
            has_size=False,
            is_later=True,
        ),
    )


def _strength(default: float) -> Parameter:
    hint = "A little keeps the picture, 1 draws a new one."
    return Parameter("strength", "number", "How much may change", hint, default, 0.01, 1.0)


def _about(offered: Offered) -> str:
    if not offered.workers:
        return "Nobody offers it at the moment."
    volunteers = "1 volunteer" if offered.workers == 1 else f"{offered.workers} volunteers"
    return f"{volunteers}; a line of about {offered.eta_s} s." if offered.eta_s else f"{volunteers}; no line."


def _fits(entry: Mapping[str, Any]) -> bool:
    return isinstance(entry.get("name"), str) and entry.get("type", "image") == "image"


def _number(entry: Mapping[str, Any], key: str) -> int:
    value = entry.get(key)
    return int(value) if isinstance(value, int | float) and value > 0 else 0
