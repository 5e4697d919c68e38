"""Exports of ComfyUI, and sending them."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PAGE = "/admin/engines/comfyui/workflows/"
EXPORT: dict[str, Any] = {
    "3": {
        "class_type": "KSampler",
        "inputs": {
            "model": ["4", 0],
            "positive": ["6", 0],
            "negative": ["7", 0],
            "latent_image": ["5", 0],
            "seed": 11,
            "steps": 20,
            "cfg": 8.0,
            "sampler_name": "euler",
            "scheduler": "normal",
            "denoise": 1.0,
        },
    },
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "base.safetensors"}},
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512, "batch_size": 1}},
    "6": {"class_type": "CLIPTextEncode", "_meta": {"title": "Good"}, "inputs": {"text": "boat", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["4", 1]}},
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
    "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "boat", "images": ["8", 0]}},
}
GUESSED = {
    "prompt": "6.text",
    "negative_prompt": "7.text",
    "seed": "3.seed",
    "width": "5.width",
    "height": "5.height",
    "steps": "3.steps",
    "guidance": "3.cfg",
    "sampler": "3.sampler_name",
    "scheduler": "3.scheduler",
}


@pytest.fixture
def folder(app: Flask) -> Path:
    """Where the studio keeps workflows of one's own."""
    return Path(app.extensions["settings"].data_path) / "comfyui_workflows"


def upload(
    client: FlaskClient, graph: Any = EXPORT, label: str = "My Flux!", operation: str = "generate"
) -> TestResponse:
    """Sends an export the way the form does; bytes are sent as they are."""
    data = graph if isinstance(graph, bytes) else json.dumps(graph).encode()
    form = {"label": label, "operation": "generate", "file": (BytesIO(data), "workflow.json")}
    return client.post(PAGE, data=form, content_type="multipart/form-data")


def chosen(slots: dict[str, str]) -> dict[str, str]:
    """What the form of names sends."""
    return {f"place:{place}": slot for slot, place in slots.items()}


def save(client: FlaskClient, slug: str = "my-flux", slots: dict[str, str] = GUESSED, **about: str) -> TestResponse:
    """Sends the names of the places."""
    return client.post(f"{PAGE}{slug}/", data={"label": "My Flux!", "operation": "generate", **about, **chosen(slots)})


def kept(folder: Path, name: str = "my-flux.json") -> Any:
    return json.loads((folder / name).read_bytes())
