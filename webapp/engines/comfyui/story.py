"""What ComfyUI tells over its WebSocket about one prompt: how far it is, and the picture so far.

The messages and the binary form are those of ComfyUI 0.3.64 (server.py, protocol.py).
"""

import json
import struct
from collections.abc import Callable, Mapping
from typing import Any, Final

from webapp.engines.previews import preview_of

PREVIEW_IMAGE: Final = 1
HEADER: Final = struct.Struct(">II")
SAMPLED: Final = 0.9
LOADED: Final = 0.05
ALMOST: Final = 0.97
STAGES: Final[Mapping[str, str]] = {
    "CheckpointLoaderSimple": "Loading the model",
    "UNETLoader": "Loading the model",
    "UpscaleModelLoader": "Loading the model",
    "CLIPTextEncode": "Reading the words",
    "LoadImage": "Looking at the picture",
    "ImageUpscaleWithModel": "Enlarging",
    "VAEDecode": "Developing",
    "PreviewImage": "Finishing",
    "SaveImage": "Finishing",
}


class Story:
    """Takes in messages. `progress` is 0..1 and never goes back; `is_over` means: the history has the outcome."""

    def __init__(self, prompt_id: str, classes: Mapping[str, str]) -> None:
        """Takes the prompt's id and the class of each node by its id."""
        self._prompt_id = prompt_id
        self._classes = classes
        self._preview: Callable[[], bytes] | None = None
        self.progress = 0.0
        self.stage = "Waiting for ComfyUI"
        self.has_begun = False
        self.is_over = False

    def take(self, message: str | bytes) -> None:
        """Takes in a message; those about other prompts, of other kinds and without sense change nothing."""
        if isinstance(message, bytes):
            self._take_picture(message)
            return
        try:
            told = json.loads(message)
        except (ValueError, RecursionError):
            return
        data = told.get("data") if isinstance(told, dict) else None
        if isinstance(data, dict) and data.get("prompt_id") == self._prompt_id:
            self._take_event(told.get("type"), data)

    def pop_preview(self) -> Callable[[], bytes] | None:
        """Returns what makes the newest picture, once."""
        preview, self._preview = self._preview, None
        return preview

    def _take_event(self, kind: Any, data: Mapping[str, Any]) -> None:
        if kind in ("execution_start", "executing", "progress"):
            self.has_begun = True
        if kind == "execution_start":
            self.stage = "Drawing"
        elif kind == "executing":
            self._take_node(data.get("node"))
        elif kind == "progress":
            self._take_steps(data)
        elif kind in ("execution_error", "execution_interrupted"):
            self.is_over = True

    def _take_node(self, node: Any) -> None:
        if node is None:
            self.is_over = True
            return
        kind = self._classes.get(str(node), "")
        self.stage = STAGES.get(kind, "Drawing")
        if self.stage in ("Developing", "Finishing"):
            self._reach(SAMPLED + LOADED)

    def _take_steps(self, data: Mapping[str, Any]) -> None:
        value, most = data.get("value"), data.get("max")
        if isinstance(value, int | float) and isinstance(most, int | float) and most > 1 and 0 <= value <= most:
            self.stage = f"Step {value:g} of {most:g}"
            self._reach(LOADED + (SAMPLED - LOADED) * value / most)

    def _reach(self, progress: float) -> None:
        self.progress = max(self.progress, min(progress, ALMOST))

    def _take_picture(self, message: bytes) -> None:
        if len(message) > HEADER.size and HEADER.unpack_from(message)[0] == PREVIEW_IMAGE:
            self._preview = preview_of(message[HEADER.size :]) or self._preview
