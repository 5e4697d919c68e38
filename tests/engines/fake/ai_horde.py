"""A fake of AI Horde: every call held against its contract, a line that moves at each look, pictures in a bucket."""

import base64
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Response, jsonify, request

from tests.engines.fake.contract import Operation
from tests.engines.fake.painting import opened, painted, white
from tests.engines.fake.provider import FakeProvider, picture

ANONYMOUS = "0000000000"
BUCKET = "a1b2.r2.cloudflarestorage.com"


@dataclass
class FakeHorde(FakeProvider):
    """`looks` scripts what each look at a request tells; then it is done. `made` overrides parts of what was made."""

    contract_name: str = "ai_horde"
    looks: list[dict[str, Any]] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)
    is_in_bucket: bool = True
    deleted: list[str] = field(default_factory=list)
    requests: dict[str, dict[str, Any]] = field(default_factory=dict)
    models: list[dict[str, Any]] = field(default_factory=lambda: [_model("AlbedoBase XL", 9), _model("Deliberate", 21)])

    def __post_init__(self) -> None:
        super().__post_init__()
        self.app.add_url_rule("/v2/generate/async", view_func=self.accept, methods=["POST"])
        self.app.add_url_rule("/v2/generate/check/<request_id>", view_func=self.look)
        self.app.add_url_rule("/v2/generate/status/<request_id>", view_func=self.give)
        self.app.add_url_rule("/v2/generate/status/<request_id>", "delete", self.delete, methods=["DELETE"])
        self.app.add_url_rule("/v2/status/models", "models", view_func=lambda: jsonify(self.models))
        self.app.add_url_rule("/v2/find_user", "user", view_func=lambda: jsonify(id=7, username="Ada#7", kudos=512.5))
        self.app.add_url_rule("/outputs/<name>", "output", view_func=self.bucket)

    def accept(self) -> Response:
        request_id = str(UUID(int=len(self.requests) + 1))
        self.requests[request_id] = request.get_json()
        answer = jsonify(id=request_id, kudos=12.5)
        answer.status_code = 202
        return answer

    def look(self, request_id: str) -> Response:
        if request_id not in self.requests:
            return refusal(404, "RequestNotFound", "Request not found")
        return jsonify(status() | (self.looks.pop(0) if self.looks else done()))

    def give(self, request_id: str) -> Response:
        params = self.requests[request_id]["params"]
        where = f"http://{BUCKET}:{self.url.rpartition(':')[2]}/outputs/{request_id}.webp?X-Amz-Expires=1800"
        data = base64.b64encode(self.drawn(request_id)).decode()
        made = {"img": where if self.is_in_bucket else data, "seed": params["seed"], "id": request_id, "state": "ok"}
        made |= {"censored": False, "gen_metadata": [], "model": "Deliberate", "worker_id": "w", "worker_name": "Wilma"}
        return jsonify(status() | done() | {"shared": False, "generations": [made | self.made]})

    def bucket(self, name: str) -> Response:
        return Response(self.drawn(name.removesuffix(".webp")), content_type="image/webp")

    def drawn(self, request_id: str) -> bytes:
        """White in the mask changes. All of it is drawn anew and encoded with losses."""
        asked = self.requests[request_id]
        size_px = (asked["params"]["width"], asked["params"]["height"])
        if not self.paints or "source_mask" not in asked:
            return picture(*size_px, "WEBP")
        changes = white(opened(asked["source_mask"]))
        return painted(opened(asked["source_image"]), changes, size_px, kind="WEBP", drifts=True)

    def delete(self, request_id: str) -> Response:
        self.deleted.append(request_id)
        return jsonify(status() | {"generations": [], "shared": False})

    def is_failing(self, operation: Operation) -> bool:
        return self.is_create(operation)

    def is_allowed(self) -> bool:
        return request.headers.get("apikey") in (self.key, ANONYMOUS)

    def deny(self) -> Response:
        return refusal(401, "InvalidAPIKey", "No user matching sent API Key.")

    def refuse(self, problems: list[str]) -> Response:
        return refusal(400, "BadRequest", "; ".join(problems))


def status() -> dict[str, Any]:
    counts = {"finished": 0, "processing": 0, "restarted": 0, "waiting": 1, "wait_time": 0, "queue_position": 0}
    return {**counts, "done": False, "faulted": False, "kudos": 11.0, "is_possible": True}


def done() -> dict[str, Any]:
    return {"done": True, "finished": 1, "waiting": 0}


def refusal(code: int, rc: str, message: str) -> Response:
    answer = jsonify(message=message, rc=rc)
    answer.status_code = code
    return answer


def _model(name: str, workers: int) -> dict[str, Any]:
    return {"name": name, "count": workers, "performance": 3.1, "queued": 9.0, "jobs": 2.0, "eta": 20, "type": "image"}
