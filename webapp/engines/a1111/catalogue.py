"""What an AUTOMATIC1111 or Forge server can do, made of what it has installed.

The names of fields and their ranges are those of its /sdapi/v1 as of Forge's commit dfdcbab.
"""

from typing import Final

from webapp.engines.a1111.server import Server
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

# The picture is drawn at an eighth of its size first.
SIZES: Final = SizeLimits(min_side_px=64, max_side_px=2048, multiple_px=8, max_pixels=2048 * 2048)
DEFAULT_STRENGTH: Final = 0.6
DEFAULT_INPAINT_STRENGTH: Final = 0.75
DEFAULT_HIRES_STRENGTH: Final = 0.5
DEFAULT_CREATIVITY: Final = 0.25
DEFAULT_SCALE: Final = 2.0
DEFAULT_SOFT_EDGE_PX: Final = 4
GOOD_UPSCALERS: Final = ("R-ESRGAN 4x+", "4x-UltraSharp", "ESRGAN_4x", "Lanczos")
_NEEDS_MODEL: Final = frozenset({"generate", "variation", "inpaint", "upscale_conservative"})
_MAX_BYTES: Final = 40_000_000
_START: Final = PictureLimits(min_side_px=16, max_pixels=16_777_216, max_bytes=_MAX_BYTES)
_SMALL: Final = PictureLimits(min_side_px=16, max_side_px=1536, max_bytes=_MAX_BYTES)
# The one is redrawn in a size that models can draw, the other only has to be read again.
_REDRAWN: Final = PictureLimits(max_side_px=2048)
_READ: Final = PictureLimits(max_pixels=MAX_PIXELS)


def capabilities_of(server: Server) -> Capabilities:
    """Returns what the engine can do with what `server` has."""
    return Capabilities(
        operations=operations(*_drawing(server), *_enlarging(server)),
        models=tuple(Model(name, operations=_NEEDS_MODEL) for name in server.models),
        sizes=SIZES,
        max_outputs_per_call=4,
        negative_prompt=True,
        steps=(1, 150),
        guidance_scale=(1.0, 30.0),
        schedulers=server.samplers,
    )


def default_upscaler(server: Server) -> str:
    """Returns the upscaler to use when nobody chose: a good one when it is there."""
    known = (name for name in GOOD_UPSCALERS if name in server.upscalers)
    return next(known, server.upscalers[0] if server.upscalers else "Lanczos")


def _drawing(server: Server) -> tuple[Operation, ...]:
    common = (*_choice("noise_schedule", "Noise schedule", server.schedules), *_lora(server.loras))
    tiling = Parameter("tiling", "switch", "Seamless tile", default=False)
    strength = _share("strength", "How much may change", DEFAULT_STRENGTH, "0 keeps the picture, 1 draws a new one.")
    inside = (
        _share("strength", "How much may change", DEFAULT_INPAINT_STRENGTH),
        Parameter("soft_edge", "integer", "Soft edge", "In pixels.", DEFAULT_SOFT_EDGE_PX, 0, 64),
        Parameter("only_masked", "switch", "Full detail", "Draws the painted area alone, and larger.", default=True),
    )
    return (
        Operation("generate", "Create", parameters=(*common, tiling, *_hires(server))),
        Operation("variation", "Variation", source=_START, parameters=(strength, *common)),
        Operation("inpaint", "Repaint", source=_START, mask="required", parameters=(*inside, *common), has_size=False),
    )


def _enlarging(server: Server) -> tuple[Operation, ...]:
    upscaler = _choice("upscaler", "Upscaler", server.upscalers)
    scale = Parameter("scale", "number", "Times larger", default=DEFAULT_SCALE, minimum=1.25, maximum=4.0)
    freedom = _share("creativity", "Freedom", DEFAULT_CREATIVITY, least=0.05, most=0.5)
    return (
        Operation(
            "upscale_fast",
            "Enlarge, fast",
            "none",
            source=_START,
            parameters=(scale, *upscaler),
            has_size=False,
            result=_READ,
        ),
        Operation(
            "upscale_conservative",
            "Enlarge, true to the original",
            "optional",
            source=_SMALL,
            parameters=(scale, freedom, *upscaler),
            has_size=False,
            result=_REDRAWN,
        ),
    )


def _hires(server: Server) -> tuple[Parameter, ...]:
    names = (*server.latent_upscalers, *server.upscalers)
    return (
        Parameter("hires_scale", "number", "Then enlarge by", "1 leaves it as it is.", 1.0, 1.0, 2.0),
        _share("hires_strength", "Freedom while enlarging", DEFAULT_HIRES_STRENGTH),
        *_choice("hires_upscaler", "Enlarge with", names),
    )


def _lora(names: tuple[str, ...]) -> tuple[Parameter, ...]:
    weight = Parameter("lora_weight", "number", "Its weight", default=1.0, minimum=-2.0, maximum=2.0)
    return (*_choice("lora", "LoRA", names), weight) if names else ()


def _choice(name: str, label: str, choices: tuple[str, ...]) -> tuple[Parameter, ...]:
    """Returns a field for the choice, none where there is nothing to choose from."""
    return (Parameter(name, "choice", label, choices=choices),) if choices else ()


def _share(name: str, label: str, default: float, hint: str = "", least: float = 0.0, most: float = 1.0) -> Parameter:
    return Parameter(name, "number", label, hint, default, least, most)
