"""A fake of Replicate: predictions that take their time, models with schemas of their own, files, outputs elsewhere."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Response, jsonify, request
from openapi_schema_validator import OAS30Validator

from tests.engines.fake.contract import Operation
from tests.engines.fake.painting import black, opened, painted, white
from tests.engines.fake.provider import FakeProvider, picture
from tests.engines.fake.replicate_models import OFFICIAL, SCHEMAS, VERSION

CREATED = "2026-11-22T10:00:00Z"


@dataclass
class FakeReplicate(FakeProvider):
    """A prediction is done after `finishes_after` looks; `ends_as` is what then is added to it.

    `predictions` keeps all by id, `asked` counts the looks. Faults spare the reading of models unless `loses_models`.
    """

    contract_name: str = "replicate"
    finishes_after: int = 0
    ends_as: dict[str, Any] = field(default_factory=dict)
    predictions: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    uploads: list[bytes] = field(default_factory=list)
    picture: bytes = field(default_factory=picture)
    loses_models: bool = False
    before_answering: Callable[[dict[str, Any]], None] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        add = self.app.add_url_rule
        add("/v1/models/<owner>/<name>", view_func=self.model)
        add("/v1/models/<owner>/<name>/versions/<version>", view_func=self.version)
        add("/v1/models/<owner>/<name>/predictions", view_func=self.create_official, methods=["POST"])
        add("/v1/predictions", view_func=self.create, methods=["POST"])
        add("/v1/predictions/<prediction_id>", view_func=self.prediction)
        add("/v1/predictions/<prediction_id>/cancel", view_func=self.cancel, methods=["POST"])
        add("/v1/files", view_func=self.keep, methods=["POST"])
        add("/outputs/<name>", view_func=lambda name: Response(self.picture, content_type="image/png"))

    def is_failing(self, operation: Operation) -> bool:
        return self.loses_models or not operation.key.startswith("GET /v1/models")

    @property
    def output_url(self) -> str:
        return f"http://pbxt.replicate.delivery:{self.url.rpartition(':')[2]}/outputs/out-0.png"

    def model(self, owner: str, name: str) -> Response:
        full = f"{owner}/{name}"
        if full not in SCHEMAS:
            return problem(404, "The requested resource could not be found.")
        latest = {"id": VERSION, "created_at": CREATED, "cog_version": "0.14", "openapi_schema": SCHEMAS[full]}
        about = {"owner": owner, "name": name, "description": f"Draws as {name} does."}
        return jsonify(**about, is_official=full in OFFICIAL, latest_version=latest, run_count=3)

    def version(self, owner: str, name: str, version: str) -> Response:
        return jsonify(id=version, created_at=CREATED, cog_version="0.9", openapi_schema=SCHEMAS[f"{owner}/{name}"])

    def create_official(self, owner: str, name: str) -> Response:
        return self.created(f"{owner}/{name}", "hidden")

    def create(self) -> Response:
        model, _, version = request.get_json()["version"].partition(":")
        return self.created(model, version or "hidden")

    def created(self, model: str, version: str) -> Response:
        body = request.get_json()
        schemas = SCHEMAS[model]
        checked = {**schemas["components"]["schemas"]["Input"], "components": schemas["components"]}
        wrong = [error.message for error in OAS30Validator(checked).iter_errors(body["input"])]
        wrong += [f"unknown input {name}" for name in body["input"] if name not in checked["properties"]]
        if wrong:
            self.complaints += [f"{model}: {line}" for line in wrong]
            return problem(422, "; ".join(wrong))
        if self.paints and "mask" in body["input"]:
            self.picture = _edited(schemas, body["input"])
        made = self.prediction_of(f"p{len(self.predictions):025d}", model, version, body)
        self.predictions[made["id"]] = made
        if self.before_answering is not None:
            self.before_answering(made)
        is_done = self.finishes_after == 0 and "Prefer" in request.headers
        answer = jsonify(self.ended(made) if is_done else made)
        answer.status_code = 201
        return answer

    def prediction_of(self, prediction_id: str, model: str, version: str, body: dict[str, Any]) -> dict[str, Any]:
        urls = {kind: f"{self.url}/v1/predictions/{prediction_id}/{kind}" for kind in ("web", "get", "cancel")}
        return {
            "id": prediction_id,
            "model": model,
            "version": version,
            "input": body["input"],
            "output": None,
            "error": None,
            "logs": "",
            "data_removed": False,
            "status": "starting",
            "created_at": CREATED,
            "urls": urls,
        }

    def prediction(self, prediction_id: str) -> Response:
        found = self.predictions.get(prediction_id)
        if found is None:
            return problem(404, "The requested resource could not be found.")
        self.asked[prediction_id] = self.asked.get(prediction_id, 0) + 1
        if prediction_id in self.cancelled:
            return jsonify({**found, "status": "canceled"})
        if self.asked[prediction_id] > self.finishes_after:
            return jsonify(self.ended(found))
        return jsonify({**found, "status": "processing", "logs": " 10%|#\n 40%|####      | 4/10"})

    def ended(self, found: dict[str, Any]) -> dict[str, Any]:
        done = {"status": "succeeded", "output": [self.output_url], "metrics": {"predict_time": 3.0, "total_time": 9.0}}
        return {**found, **done, **self.ends_as}

    def cancel(self, prediction_id: str) -> Response:
        self.cancelled.append(prediction_id)
        return jsonify({**self.predictions[prediction_id], "status": "canceled"})

    def keep(self) -> Response:
        data = request.files["content"].read()
        self.uploads.append(data)
        facts = {"id": "f1", "size": len(data), "content_type": "image/png", "checksums": {"sha256": "x"}}
        times = {"created_at": CREATED, "expires_at": CREATED, "metadata": {}}
        answer = jsonify(**facts, **times, urls={"get": "https://api.replicate.com/v1/files/f1"})
        answer.status_code = 201
        return answer

    def refuse(self, problems: list[str]) -> Response:
        return problem(422, "; ".join(problems))

    def deny(self) -> Response:
        return problem(401, "You did not pass a valid authentication token")


def _edited(schemas: dict[str, Any], given: dict[str, Any]) -> bytes:
    """What changes is what the model's own description of its mask says; all of it is drawn anew."""
    about = schemas["components"]["schemas"]["Input"]["properties"]["mask"]["description"]
    source, mask = (opened(given[name].partition("base64,")[2]) for name in ("image", "mask"))
    reading = black if "Black pixels are inpainted" in about else white
    return painted(source, reading(mask).resize(source.size), drifts=True)


def problem(status: int, detail: str) -> Response:
    body = json.dumps({"title": "Problem", "status": status, "detail": detail})
    return Response(body, status, content_type="application/problem+json")
