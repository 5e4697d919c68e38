"""Cutting out keeps what stands in front and lets the rest go."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.engines.builtin.helpers import silent
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest


def scene(shape: str, size: tuple[int, int] = (480, 360)) -> tuple[Image.Image, np.ndarray]:
    """Returns a thing of a known shape before a soft, grainy background, and where it stands."""
    rng = np.random.default_rng(7)
    slope = np.linspace(120, 200, size[1])[:, None] + rng.normal(0, 6, size[::-1])
    picture = Image.fromarray(np.clip(np.stack([slope * 0.7, slope * 0.85, slope], -1), 0, 255).astype(np.uint8))
    mask = Image.new("L", size, 0)
    box = (140, 90, 330, 270)
    getattr(ImageDraw.Draw(mask), shape)(box, fill=255)
    picture.paste((190, 60, 40), mask=mask)
    return picture, np.asarray(mask) > 0


@pytest.mark.parametrize("shape", ["ellipse", "rectangle"])
def test_a_known_shape_is_found(shape: str) -> None:
    picture, truth = scene(shape)
    data = io.BytesIO()
    picture.save(data, "PNG")
    request = EngineRequest(prompt="", operation="remove_background", source=data.getvalue())
    (made,) = Sketchbook().run(request, silent).pictures
    found = np.asarray(made.image.getchannel("A")) > 127
    assert made.image.size == picture.size
    assert (found & truth).sum() / (found | truth).sum() >= 0.92
