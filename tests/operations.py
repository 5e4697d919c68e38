"""An engine that can do everything to a picture, and what a page would send for it."""

import io
from typing import Any

from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.cast import QuickEngine
from tests.scene import KEY
from webapp.engines.capabilities import Capabilities, Operation, Parameter, PictureLimits, operations
from webapp.engines.types import EngineRequest, EngineResult, Picture, Report

ANY = PictureLimits()
SIDES = tuple(
    Parameter(name, "integer", name, default=0, minimum=0, maximum=2000) for name in ("left", "right", "up", "down")
)
SCALE = Parameter("scale", "number", "Times larger", default=2, minimum=1.25, maximum=8)
LOOK = Parameter("style_image", "picture", "A picture in the wanted style", limits=ANY, is_required=True)
SMALL = PictureLimits(max_side_px=40)


class BrushEngine(QuickEngine):
    """Paints what it may change green and leaves the rest."""

    name = "brush"
    label = "Brush"
    capabilities = Capabilities(
        operations=operations(
            Operation("generate", "Create"),
            Operation("inpaint", source=ANY, mask="required", has_size=False),
            Operation("erase", prompt="none", source=ANY, mask="required", has_size=False),
            Operation("outpaint", prompt="optional", source=ANY, parameters=SIDES, has_size=False),
            Operation("style_transfer", prompt="optional", source=ANY, parameters=(LOOK,), has_size=False),
            Operation("upscale_fast", prompt="none", source=ANY, parameters=(SCALE,), has_size=False),
            Operation(
                "upscale_conservative",
                prompt="none",
                source=ANY,
                parameters=(SCALE,),
                has_size=False,
                result=PictureLimits(max_pixels=4_000_000),
            ),
            Operation("upscale_creative", prompt="optional", source=SMALL, has_size=False),
        ),
        negative_prompt=True,
    )

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        self.requests.append(request)
        assert request.source is not None
        picture = Pixels.open(io.BytesIO(request.source)).convert("RGB")
        if request.mask is not None:
            picture.paste((0, 200, 0), mask=Pixels.open(io.BytesIO(request.mask)))
        scale = request.params.get("scale", 1)
        size = round(picture.width * scale), round(picture.height * scale)
        return EngineResult((Picture(picture.resize(size), request.seed),))


def mask_file(size: tuple[int, int] = (48, 32), box: tuple[int, int, int, int] = (0, 0, 24, 32)) -> io.BytesIO:
    """Returns a PNG, white inside `box` and black elsewhere."""
    mask = Pixels.new("L", size, 0)
    mask.paste(255, box)
    return png(mask)


def png(picture: Pixels.Image) -> io.BytesIO:
    data = io.BytesIO()
    picture.save(data, "PNG")
    data.seek(0)
    return data


def filled(client: FlaskClient, url: str, operation: str, **values: Any) -> dict[str, Any]:
    """Returns what the form at `url` would send, its key taken from the page as browsers do."""
    found = KEY.search(client.get(f"{url}?operation={operation}").text)
    assert found, "the form has no key"
    return {"idempotency_key": found[1], "operation": operation, "model_backend": "brush", "num_outputs": "1"} | values
