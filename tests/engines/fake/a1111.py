"""A fake of AUTOMATIC1111: every call held against its contract, progress of one drawing, an interrupt that cuts it."""

import base64
import io
import json
import threading
from dataclasses import dataclass, field
from typing import Any

from flask import Response, jsonify, request
from PIL import Image

from tests.engines.fake.contract import Operation
from tests.engines.fake.painting import black, opened, painted, softer, white
from tests.engines.fake.provider import FakeProvider, picture

IDLE = {"job": "", "job_count": 0, "job_no": 0, "sampling_step": 0, "sampling_steps": 0}


@dataclass
class FakeAutomatic(FakeProvider):
    """It draws at once, or waits for `let_go` when `is_slow`. `lists` is what it has installed."""

    contract_name: str = "a1111"
    user: str = "ada"
    is_slow: bool = False
    extra_images: int = 0
    progress: float = 0.4
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.let_go, self.begun = threading.Event(), threading.Event()
        self.interrupted = False
        self.lists = {**_installed(), **self.lists}
        for path in ("txt2img", "img2img"):
            self.app.add_url_rule(f"/sdapi/v1/{path}", path, self.draw, methods=["POST"])
        self.app.add_url_rule("/sdapi/v1/extra-single-image", view_func=self.enlarge, methods=["POST"])
        self.app.add_url_rule("/sdapi/v1/progress", view_func=self.tell)
        self.app.add_url_rule("/sdapi/v1/interrupt", view_func=self.interrupt, methods=["POST"])
        self.app.add_url_rule("/sdapi/v1/<name>", view_func=self.listed)

    def draw(self) -> Response:
        body = request.get_json()
        self.interrupted = False
        self.begun.set()
        if self.is_slow:
            self.let_go.wait(10)
        size = (body["width"], body["height"])
        if body.get("inpaint_full_res"):
            size = Image.open(io.BytesIO(base64.b64decode(body["init_images"][0]))).size
        count = body["batch_size"]
        drawn = _edited(body, size) if self.paints and body.get("mask") else encoded(*size)
        images = [drawn] * (count + self.extra_images)
        info = {"seed": body["seed"], "all_seeds": [body["seed"] + n for n in range(count)]}
        info["index_of_first_image"] = self.extra_images
        return jsonify(images=images, parameters={}, info=json.dumps(info))

    def enlarge(self) -> Response:
        body = request.get_json()
        with Image.open(io.BytesIO(base64.b64decode(body["image"]))) as opened:
            factor = body["upscaling_resize"]
            return jsonify(image=encoded(round(opened.width * factor), round(opened.height * factor)), html_info="")

    def tell(self) -> Response:
        wants_picture = request.args.get("skip_current_image") != "true"
        state = {**IDLE, "sampling_step": 8, "sampling_steps": 20, "skipped": False, "interrupted": self.interrupted}
        current = encoded(64, 64) if wants_picture else None
        return jsonify(progress=self.progress, eta_relative=3.0, state=state, current_image=current, textinfo=None)

    def interrupt(self) -> Response:
        self.interrupted = True
        self.let_go.set()
        return jsonify({})

    def listed(self, name: str) -> Response:
        if name not in self.lists:
            return self.refusal(404, "HTTPException", "Not Found")
        return jsonify(self.lists[name])

    def is_failing(self, operation: Operation) -> bool:
        return self.is_create(operation)

    def is_allowed(self) -> bool:
        given = request.authorization
        return given is not None and (given.username, given.password) == (self.user, self.key)

    def deny(self) -> Response:
        answer = jsonify(detail="Incorrect username or password")
        answer.status_code = 401
        return answer

    def refuse(self, problems: list[str]) -> Response:
        return self.refusal(422, "RequestValidationError", "; ".join(problems))

    def refusal(self, status: int, name: str, detail: str) -> Response:
        answer = jsonify(error=name, detail=detail, body="", errors="")
        answer.status_code = status
        return answer


def _edited(body: dict[str, Any], size_px: tuple[int, int]) -> str:
    """White in the mask changes, or black when it is told to invert; its edge is blurred to both sides."""
    mask = opened(body["mask"])
    changes = softer((black if body["inpainting_mask_invert"] else white)(mask), body["mask_blur"])
    return base64.b64encode(painted(opened(body["init_images"][0]), changes, size_px)).decode()


def encoded(width_px: int, height_px: int) -> str:
    return base64.b64encode(picture(width_px, height_px)).decode()


def _installed() -> dict[str, list[dict[str, Any]]]:
    return {
        "sd-models": [_model("dreamshaper_8"), _model("sd_xl_base_1.0")],
        "samplers": [_named(name, aliases=[], options={}) for name in ("DPM++ 2M", "Euler a")],
        "schedulers": [
            _named(name, label=name.title(), aliases=None, default_rho=-1, need_inner_model=False)
            for name in ("automatic", "karras")
        ],
        "upscalers": [
            _named(name, model_name=None, model_path=None, model_url=None, scale=4)
            for name in ("None", "Lanczos", "R-ESRGAN 4x+")
        ],
        "latent-upscale-modes": [_named("Latent")],
        "loras": [_named("paper_cut", alias="paper_cut", path="/srv/loras/paper_cut.safetensors", metadata={})],
    }


def _model(name: str) -> dict[str, Any]:
    file = f"{name}.safetensors"
    return {
        "title": f"{file} [abc]",
        "model_name": name,
        "hash": "abc",
        "sha256": None,
        "filename": f"/srv/{file}",
        "config": None,
    }


def _named(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, **more}
