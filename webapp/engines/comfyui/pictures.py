"""The pictures that a request brings: made fit for the server, handed over, and put back around what it drew."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image

from webapp.engines.comfyui.catalogue import SIZES
from webapp.engines.comfyui.workflows import Workflow
from webapp.engines.errors import BadOutput, Unsupported
from webapp.engines.http import Client
from webapp.engines.pictures import decode
from webapp.engines.repaint import laid_over
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest

UPLOAD_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Brought:
    """The pictures of a request, decoded; `mask` has one channel, white where the picture changes."""

    source: Image.Image | None = None
    mask: Image.Image | None = None

    def around(self, drawn: Image.Image) -> Image.Image:
        """Returns what was drawn, in the source's size and only where the mask lets it: the rest stays as it was."""
        if self.source is None or self.mask is None:
            return drawn
        return laid_over(drawn, self.source, self.mask)


def brought_by(request: EngineRequest, workflow: Workflow) -> Brought:
    """Decodes what `workflow` takes. Raises Unsupported when it is missing, BadOutput when it is damaged."""
    if not workflow.has("image"):
        return Brought()
    if request.source is None:
        raise Unsupported("This needs a picture to start from.")
    source = decode(request.source)
    if not workflow.has("mask"):
        return Brought(source)
    if request.mask is None:
        raise Unsupported("This needs to know what may change: paint over it.")
    return Brought(source, decode(request.mask).convert("L").resize(source.size))


def uploaded(client: Client, brought: Brought) -> dict[str, str]:
    """Hands the pictures over, into the folder that the server empties by itself, and returns the slots' values.

    With a mask both come in multiples of 8 pixels: the server would cut off the rest.
    """
    found = {}
    for slot, image in (("image", brought.source), ("mask", brought.mask)):
        if image is not None:
            size_px = fitted(*image.size, SIZES) if brought.mask is not None else image.size
            found[slot] = _upload(client, image if image.size == size_px else image.resize(size_px))
    return found


def _upload(client: Client, image: Image.Image) -> str:
    """Uploads a picture under a name made of its content, and returns how a node names it."""
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=1)
    data = target.getvalue()
    name = f"atelier-{hashlib.sha256(data).hexdigest()[:32]}.png"
    told: Any = client.post(
        "/upload/image",
        files={"image": (name, data, "image/png")},
        data={"type": "temp", "overwrite": "true"},
        total_s=UPLOAD_S,
    ).json()
    if not isinstance(told, Mapping) or not told.get("name"):
        raise BadOutput("ComfyUI's answer could not be read.")
    folder = f"{told['subfolder']}/" if told.get("subfolder") else ""
    return f"{folder}{told['name']} [{told.get('type') or 'temp'}]"
