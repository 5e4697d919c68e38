"""A fake of Stability AI: every call held against its contract, results that take a while, a balance."""

import hashlib
from dataclasses import dataclass, field

from flask import Response, jsonify, request

from tests.engines.fake.painting import opened, painted, transparent, white, wider
from tests.engines.fake.provider import FakeProvider, picture


@dataclass
class FakeStability(FakeProvider):
    """`finishes_after` is how many times a result is asked for in vain; `picture` is what every call draws."""

    contract_name: str = "stability"
    finishes_after: int = 0
    picture: bytes = field(default_factory=picture)
    content_type: str = "image/png"
    finish_reason: str = "SUCCESS"
    asked: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.app.add_url_rule("/v2beta/stable-image/<path:operation>", view_func=self.draw, methods=["POST"])
        self.app.add_url_rule("/v2beta/results/<prediction_id>", view_func=self.result)
        self.app.add_url_rule("/v1/user/balance", view_func=lambda: jsonify(credits=123.5))

    def draw(self, operation: str) -> Response:
        known = self.contract.operation("POST", request.path)
        if known is None or not known.facts["is_later"]:
            return self.finished()
        prediction_id = hashlib.sha256(f"{operation}{self.creates}".encode()).hexdigest()
        self.asked[prediction_id] = 0
        return jsonify(id=prediction_id)

    def result(self, prediction_id: str) -> Response:
        if prediction_id not in self.asked:
            return refusal(404, "generation_not_found", "id: the generation does not exist.")
        self.asked[prediction_id] += 1
        if self.asked[prediction_id] > self.finishes_after:
            return self.finished()
        answer = jsonify(id=prediction_id, status="in-progress")
        answer.status_code = 202
        return answer

    def finished(self) -> Response:
        seed = request.form.get("seed", "4242")
        told = {"finish-reason": self.finish_reason, "seed": seed, "x-request-id": "r1"}
        drawn = _edited() if self.paints and request.path.endswith(("/inpaint", "/erase")) else self.picture
        return Response(drawn, content_type=self.content_type, headers=told)

    def refuse(self, problems: list[str]) -> Response:
        return refusal(400, "bad_request", *problems)

    def deny(self) -> Response:
        return refusal(401, "unauthorized", "missing or invalid authorization header")


def _edited() -> bytes:
    """White in the mask changes, else what is transparent in the picture; both grown, which has a default of 5."""
    for file in request.files.values():
        file.seek(0)
    sent = {name: opened(file.read()) for name, file in request.files.items()}
    changes = white(sent["mask"]).resize(sent["image"].size) if "mask" in sent else transparent(sent["image"])
    return painted(sent["image"], wider(changes, int(request.form.get("grow_mask", 5))))


def refusal(status: int, name: str, *lines: str) -> Response:
    answer = jsonify(id="a1b2", name=name, errors=list(lines))
    answer.status_code = status
    return answer
