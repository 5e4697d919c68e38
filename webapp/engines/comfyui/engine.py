"""ComfyUI as an engine."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import uuid4

from webapp.engines.base import Engine
from webapp.engines.comfyui.answers import LABEL, files_of, prompt_id_of
from webapp.engines.comfyui.catalogue import OWN, capabilities_of, workflow_for
from webapp.engines.comfyui.folder import WorkflowFolder
from webapp.engines.comfyui.line import forget, leave_line
from webapp.engines.comfyui.news import News
from webapp.engines.comfyui.pictures import brought_by, uploaded
from webapp.engines.comfyui.server import Server, read_server
from webapp.engines.comfyui.story import Story
from webapp.engines.comfyui.wait import wait_for
from webapp.engines.comfyui.workflows import Workflow, filled
from webapp.engines.errors import EngineError, Stopped, Unreachable, Unsupported
from webapp.engines.http import Client
from webapp.engines.pictures import decode
from webapp.engines.remembered import Remembered
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Picture, Report

SEND_S: Final = 30.0
FETCH_S: Final = 60.0
MAX_SEED: Final = 2**64 - 1
NO_CHECKPOINT: Final = "ComfyUI has no checkpoint yet. Ask your admin to put one into its folder models/checkpoints."
NO_UPSCALER: Final = (
    "ComfyUI has no upscale model yet. Ask your admin to put one into its folder models/upscale_models."
)


class ComfyUI(Engine):
    """Runs workflows on a server of one's own. The address is the admin's and may be on the same machine."""

    name: ClassVar[str] = "comfyui"
    label: ClassVar[str] = LABEL
    about: ClassVar[str] = "ComfyUI on a machine of your own, with your own workflows beside the usual ones."

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        super().__init__(options)
        self._server = Remembered(self._read, Server())
        self._workflows = WorkflowFolder(self.options.get("comfyui_workflows_dir", ""))

    @property
    def capabilities(self) -> Capabilities:
        return capabilities_of(self._server.get(), self._workflows.get())

    def missing(self) -> str | None:
        if not self.options.get("comfyui_url"):
            return "Set COMFYUI_URL to the address of ComfyUI."
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        report(0.0, "Starting")
        workflow = workflow_for(request, self.capabilities, self._workflows.get())
        if workflow is None:
            raise Unsupported("ComfyUI has no workflow for this any more. Choose another engine or model.")
        client = self._client()
        brought = brought_by(request, workflow)
        values = self._chosen(request, workflow, client) | _values(request) | uploaded(client, brought)
        entry = self._drawn(client, workflow, filled(workflow, values), report)
        return EngineResult((Picture(brought.around(decode(_fetched(client, entry))), request.seed),))

    def _drawn(self, client: Client, workflow: Workflow, graph: dict[str, Any], report: Report) -> Mapping[str, Any]:
        """Has the graph drawn and returns its outcome. Whatever goes wrong, it leaves the server's line."""
        client_id, prompt_id = uuid4().hex, str(uuid4())
        body = {"prompt": graph, "client_id": client_id, "prompt_id": prompt_id}
        with News(client.base_url, client_id) as news:
            try:
                # Old versions choose an id of their own.
                prompt_id = prompt_id_of(client.post("/prompt", json=body, total_s=SEND_S, expect=(400,)))
                classes = {node: str(known["class_type"]) for node, known in workflow.graph.items()}
                entry = wait_for(prompt_id, client, news, Story(prompt_id, classes), report)
            except (Stopped, EngineError):
                leave_line(client, prompt_id)
                raise
        forget(client, prompt_id)
        return entry

    def _chosen(self, request: EngineRequest, workflow: Workflow, client: Client) -> dict[str, str]:
        """Returns the models to load. Raises Unsupported when the server has none at all, or Unreachable."""
        own = request.model.startswith(OWN) or workflow.is_own
        found = {}
        if workflow.has("checkpoint") and not request.model.startswith(OWN):
            found["checkpoint"] = request.model or ("" if own else self._first(client, "checkpoints", NO_CHECKPOINT))
        if workflow.has("upscaler"):
            chosen = request.params.get("upscaler")
            found["upscaler"] = str(chosen or ("" if own else self._first(client, "upscalers", NO_UPSCALER)))
        return {slot: name for slot, name in found.items() if name}

    def _first(self, client: Client, kind: str, otherwise: str) -> str:
        names: tuple[str, ...] = getattr(self._server.get(), kind) or getattr(read_server(client), kind)
        if not names:
            raise Unsupported(otherwise)
        return names[0]

    def _read(self) -> Server:
        return read_server(self._client()) if self.is_ready() else Server()

    def _client(self) -> Client:
        return Client(self.options.get("comfyui_url", ""), self.label)


def _values(request: EngineRequest) -> dict[str, Any]:
    """Returns what the slots of any workflow are filled with; None stays as the workflow has it."""
    return {
        "prompt": request.prompt,
        "negative_prompt": request.negative_prompt,
        "seed": request.seed % (MAX_SEED + 1),
        "width": request.width_px,
        "height": request.height_px,
        "steps": request.steps,
        "guidance": request.guidance_scale,
        "sampler": request.scheduler or None,
        "scheduler": request.params.get("noise_schedule") or None,
        "strength": request.params.get("strength"),
    }


def _fetched(client: Client, entry: Mapping[str, Any]) -> bytes:
    file = files_of(entry)[0]
    try:
        return client.get("/view", params=file, total_s=FETCH_S).body
    except Unreachable:
        raise
    except EngineError:
        raise EngineError("ComfyUI does not have its picture any more. Try again.") from None
