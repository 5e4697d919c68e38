"""A fake of ComfyUI: every call held against its contract, recorded messages over its WebSocket, a history."""

import hashlib
import json
import struct
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Response, jsonify, request

from tests.engines.fake.contract import Operation
from tests.engines.fake.painting import opened, painted
from tests.engines.fake.provider import FakeProvider, picture
from tests.engines.fake.websocket import Outgoing, serve_messages

RECORDED = json.loads((Path(__file__).parent.parent / "comfyui" / "recorded.json").read_text())
PREVIEW = struct.pack(">II", 1, 2)


@dataclass
class FakeComfy(FakeProvider):
    """It draws at once, or waits for `let_go` when `is_slow`. `story` names the recording it plays back."""

    contract_name: str = "comfyui"
    is_slow: bool = False
    is_mute: bool = False
    takes_ids: bool = True
    story: str = "success"
    ahead: int = 0
    picture: bytes = field(default_factory=picture)
    checkpoints: list[str] = field(default_factory=lambda: ["dreamshaper_8.safetensors", "sdxl/base.safetensors"])
    upscalers: list[str] = field(default_factory=lambda: ["4x-UltraSharp.pth"])

    def __post_init__(self) -> None:
        super().__post_init__()
        self.history: dict[str, Any] = {}
        self.forgotten: list[str] = []
        self.interrupted: list[str] = []
        self.waiting: dict[str, Any] = {}
        self.drawing: list[str] = []
        self.uploads: dict[str, bytes] = {}
        self.sockets: dict[str, Outgoing] = {}
        self.let_go, self.begun = threading.Event(), threading.Event()
        for rule, view, method in (
            ("/prompt", self.take, "POST"),
            ("/history/<prompt_id>", self.outcome, "GET"),
            ("/history", self.forget, "POST"),
            ("/queue", self.line, "GET"),
            ("/queue", self.leave, "POST"),
            ("/interrupt", self.interrupt, "POST"),
            ("/upload/image", self.upload, "POST"),
            ("/view", self.view, "GET"),
            ("/object_info/<name>", self.node, "GET"),
        ):
            self.app.add_url_rule(rule, view.__name__, view, methods=[method])
        self.app.add_url_rule("/ws", view_func=self.listen, websocket=True)

    def listen(self) -> Response:
        if self.is_mute:
            return Response("no sockets here", 404)
        outgoing = self.sockets.setdefault(request.args["clientId"], Outgoing())
        outgoing.put(json.dumps(RECORDED["first"]))
        return serve_messages(request, outgoing)

    def take(self) -> Response:
        body = request.get_json()
        if self.paints:
            self.picture = self.edited(body["prompt"]) or self.picture
        prompt_id = body["prompt_id"] if self.takes_ids else str(uuid4())
        outgoing = self.sockets.get(body["client_id"], Outgoing())
        if self.ahead:
            self.waiting[prompt_id] = outgoing
        else:
            self.drawing.append(prompt_id)
            self.play(prompt_id, outgoing)
        return jsonify(prompt_id=prompt_id, number=self.creates, node_errors={})

    def edited(self, graph: dict[str, Any]) -> bytes | None:
        """LoadImageMask turns one channel into a mask, and SetLatentNoiseMask changes where that is bright."""
        inputs = {node["class_type"]: node["inputs"] for node in graph.values()}
        if "SetLatentNoiseMask" not in inputs:
            return None
        source, mask = (
            opened(self.uploads[inputs[name]["image"].removesuffix(" [temp]")])
            for name in ("LoadImage", "LoadImageMask")
        )
        channel = inputs["LoadImageMask"]["channel"][0].upper()
        return painted(source, mask.convert("RGBA").getchannel(channel), drifts=True)

    def play(self, prompt_id: str, outgoing: Outgoing) -> None:
        """Sends the recorded messages with our id in them, and writes the history in front of the last one."""
        recorded = RECORDED[self.story]
        *first, last = [_message(each, recorded["id"], prompt_id, self.picture) for each in recorded["messages"]]
        for message in first:
            outgoing.put(message)

        def finish() -> None:
            if self.is_slow:
                self.let_go.wait(10)
            if prompt_id in self.drawing:
                self.drawing.remove(prompt_id)
                self.history[prompt_id] = recorded["history"]
            outgoing.put(last)

        self.begun.set()
        threading.Thread(target=finish, daemon=True).start()

    def outcome(self, prompt_id: str) -> Response:
        return jsonify({key: entry for key, entry in self.history.items() if key == prompt_id})

    def forget(self) -> Response:
        self.forgotten += request.get_json()["delete"]
        return Response()

    def line(self) -> Response:
        others = [[number, f"other-{number}", {}, {}, []] for number in range(self.ahead)]
        ours = [[1000, prompt_id, {}, {}, []] for prompt_id in self.waiting]
        running = [[0, prompt_id, {}, {}, []] for prompt_id in self.drawing]
        return jsonify(queue_running=running, queue_pending=[*ours, *others])

    def leave(self) -> Response:
        for prompt_id in request.get_json()["delete"]:
            self.waiting.pop(prompt_id, None)
        return Response()

    def interrupt(self) -> Response:
        self.interrupted.append(request.get_json()["prompt_id"])
        return Response()

    def upload(self) -> Response:
        file = request.files["image"]
        data = file.read()
        name = f"{hashlib.sha256(data).hexdigest()[:8]} (1).png"
        self.uploads[name] = data
        return jsonify(name=name, subfolder="", type=request.form["type"])

    def view(self) -> Response:
        return Response(self.picture, content_type="image/png")

    def node(self, name: str) -> Response:
        known = json.loads(json.dumps(RECORDED["inputs"]))
        known["CheckpointLoaderSimple"]["required"]["ckpt_name"][0] = self.checkpoints
        known["UpscaleModelLoader"]["required"]["model_name"][1]["options"] = self.upscalers
        return jsonify({name: {"input": known[name], "name": name}} if name in known else {})

    def is_outside(self, path: str) -> bool:
        return path == "/ws"

    def is_failing(self, operation: Operation) -> bool:
        return self.is_create(operation)

    def is_allowed(self) -> bool:
        return True

    def _unknown(self) -> Response | None:
        return None if self.is_outside(request.path) else super()._unknown()


def _message(recorded: dict[str, Any], old_id: str, new_id: str, data: bytes) -> str | bytes:
    return PREVIEW + data if "BINARY" in recorded else json.dumps(recorded).replace(old_id, new_id)
