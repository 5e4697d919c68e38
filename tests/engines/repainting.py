"""What every engine that takes a mask keeps to: the pixels that were painted over change, and no other one.

Inherit RepaintContract as `Test…` beside the engine's other tests and give it `painter`, which speaks to a fake that
paints what its documentation says it would. The picture has odd sides, as people's pictures do.
"""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.engines.contract import Told
from webapp.engines.base import Engine
from webapp.engines.check import check
from webapp.engines.types import EngineRequest

SIZE = (421, 333)


def file_of(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def photo(size_px: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Returns a picture that is different everywhere."""
    across = Image.linear_gradient("L").resize(size_px)
    down = Image.radial_gradient("L").resize(size_px)
    channels = [across, down, across.transpose(Image.Transpose.ROTATE_180), down.point(lambda level: 255 - level // 2)]
    return Image.merge(mode, channels[: len(mode)])


def brushed(size_px: tuple[int, int] = SIZE) -> Image.Image:
    """Returns a mask as it is painted by hand: a stroke and a spot, neither in the middle."""
    mask = Image.new("L", size_px, 0)
    pen = ImageDraw.Draw(mask)
    pen.line([(40, 60), (180, 90)], fill=255, width=44)
    pen.ellipse((260, 180, 360, 290), fill=255)
    return mask


class RepaintContract:
    """`params` are given along with each request."""

    params: dict[str, object] = {}

    @pytest.fixture
    def painter(self) -> Engine:
        raise NotImplementedError

    def calls(self, engine: Engine) -> list[tuple[str, str]]:
        """Returns each operation that takes a mask for what may change, with each model that can do it."""
        can = engine.capabilities
        masked = [name for name in ("inpaint", "erase") if name in can.operations]
        return [(name, model) for name in masked for model in self.names(engine, name)]

    def names(self, engine: Engine, operation: str) -> list[str]:
        return [model.name for model in engine.capabilities.models_for(operation)] or [""]

    @pytest.mark.parametrize("mode", ["RGB", "RGBA"])
    def test_what_was_painted_over_changes_and_nothing_else(self, painter: Engine, mode: str) -> None:
        source, mask = photo(mode=mode), brushed()
        assert self.calls(painter)
        for operation, model in self.calls(painter):
            after = self.repainted(painter, operation, model, source, mask)
            differs = (np.asarray(after) != np.asarray(source))[..., :3].any(axis=-1)
            assert (differs == (np.asarray(mask) > 0)).all(), f"{operation} with {model or 'no model'}"

    def repainted(
        self, painter: Engine, operation: str, model: str, source: Image.Image, mask: Image.Image
    ) -> Image.Image:
        words = "" if painter.capabilities.operations[operation].prompt == "none" else "a red door"
        request = EngineRequest(
            words,
            operation=operation,
            model=model,
            width_px=source.width,
            height_px=source.height,
            source=file_of(source),
            mask=file_of(mask),
            params=self.params,
        )
        check(painter, request)
        after = painter.run(request, Told()).pictures[0].image
        assert (after.size, after.mode) == (source.size, source.mode)
        return after
