"""Fakes of OpenAI's images API and of servers of one's own that speak it, each with the rules of its models."""

import base64
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Response, jsonify, request
from PIL import Image

from tests.engines.fake.contract import Operation
from tests.engines.fake.painting import opened, painted, transparent, white
from tests.engines.fake.provider import FakeProvider, picture

TAGGED = re.compile(r"<sd_cpp_extra_args>(.*)</sd_cpp_extra_args>", re.DOTALL)


@dataclass
class FakeOpenAI(FakeProvider):
    """OpenAI's own service. `answer` replaces what a call is answered, `picture` the picture that is drawn."""

    contract_name: str = "openai_images"
    answer: dict[str, Any] | None = None
    picture: bytes = field(default_factory=picture)
    models: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.app.add_url_rule("/v1/images/generations", "generate", self.draw, methods=["POST"])
        self.app.add_url_rule("/v1/images/edits", "edit", self.draw, methods=["POST"])
        self.app.add_url_rule("/v1/models", "models", view_func=lambda: jsonify(object="list", data=self.models))
        self.app.add_url_rule("/outputs/<name>", "output", view_func=lambda name: Response(self.picture))

    def is_failing(self, operation: Operation) -> bool:
        return operation.method == "POST"

    def draw(self) -> Response:
        wrong = self.broken_rules(dict(request.get_json(silent=True) or request.form))
        if wrong:
            self.complaints += wrong
            return self.refuse(wrong)
        drawn = self.edited() if self.paints and "mask" in request.files else self.picture
        encoded = base64.b64encode(drawn).decode()
        return jsonify(self.answer or {"created": 1, "data": [{"b64_json": encoded, "revised_prompt": "a boat"}]})

    def edited(self) -> bytes:
        """What is transparent in the mask changes. All of it is drawn anew, in the size that was asked for."""
        return self.drawn_anew(transparent)

    def drawn_anew(self, reading: Callable[[Image.Image], Image.Image]) -> bytes:
        for file in request.files.values():
            file.seek(0)
        sent = {name.removesuffix("[]"): opened(file.read()) for name, file in request.files.items()}
        width_px, height_px = (int(side) for side in request.form["size"].split("x"))
        return painted(sent["image"], reading(sent["mask"]), (width_px, height_px), drifts=True)

    def broken_rules(self, fields: dict[str, Any]) -> list[str]:
        """Returns in what a call breaks the rules of its model's family."""
        families = self.contract.facts["families"].items()
        rules = next((rules for name, rules in families if re.fullmatch(name, fields.get("model", ""))), None)
        if rules is None:
            return [f"model {fields.get('model')!r}: not known"]
        known = {*self.contract.facts["common_fields"], *rules["fields"]}
        call = request.path.rpartition("/")[2]
        found = [f"{name}: not for this model" for name in fields if name not in known]
        found += [] if call in rules["calls"] else [f"{call}: not for this model"]
        found += [] if len(fields["prompt"]) <= rules["max_prompt_chars"] else ["prompt: too long"]
        found += [] if int(fields["n"]) <= rules.get("max_n", 10) else ["n: too many"]
        found += (
            [] if fields.get("quality", rules["quality"][0]) in rules["quality"] else ["quality: not for this model"]
        )
        return found + _size_problems(fields["size"], rules) + _file_problems(rules)

    def refuse(self, problems: list[str]) -> Response:
        return refusal(400, "; ".join(problems), "invalid_value")

    def deny(self) -> Response:
        return refusal(401, "Incorrect API key provided", "invalid_api_key")


@dataclass
class FakeLocal(FakeOpenAI):
    """A server of one's own that speaks `dialect`; it wants a key only when `wants_key`."""

    contract_name: str = "openai_local"
    dialect: str = "plain"
    wants_key: bool = False

    def is_allowed(self) -> bool:
        return not self.wants_key or super().is_allowed()

    def edited(self) -> bytes:
        """stable-diffusion.cpp looks at the mask's colours, where white changes."""
        return self.drawn_anew(white if self.dialect == "sd.cpp" else transparent)

    def broken_rules(self, fields: dict[str, Any]) -> list[str]:
        rules = self.contract.facts["dialects"][self.dialect]
        known = {"prompt", "model", "n", "size", "response_format", "output_format", *rules["fields"]}
        found = [f"{name}: means nothing to it" for name in fields if name not in known]
        if self.dialect == "sd.cpp":
            told = json.loads(TAGGED.findall(fields["prompt"])[0])
            found += [f"{name}: no setting of it" for name in told if name not in rules["json"]]
        return found

    def refuse(self, problems: list[str]) -> Response:
        answer = jsonify(detail="; ".join(problems))
        answer.status_code = 422
        return answer


def _size_problems(size: str, rules: dict[str, Any]) -> list[str]:
    if size in rules["sizes"]:
        return []
    step = rules.get("divisible_by")
    sides = [int(side) for side in size.split("x")]
    fits = step and not any(side % step for side in sides) and max(sides) <= rules["max_aspect"] * min(sides)
    return [] if fits and max(sides) <= max(rules["max_size"]) else [f"size {size}: not for this model"]


def _file_problems(rules: dict[str, Any]) -> list[str]:
    """Returns what is wrong with the files of an edit: the mask's size and kind, and the oldest model's own wishes."""
    for file in request.files.values():
        file.seek(0)
    files = {name: file.read() for name, file in request.files.items()}
    opened = {name: Image.open(io.BytesIO(data)) for name, data in files.items()}
    found = []
    first = opened.get("image") or opened.get("image[]")
    mask = opened.get("mask")
    if mask is not None and (first is None or mask.size != first.size or mask.mode != "RGBA"):
        found.append("mask: another size than the picture, or without alpha")
    limit = rules.get("square_png_below_bytes")
    if limit and first is not None and (first.format != "PNG" or first.width != first.height):
        found.append("image: no square PNG")
    return found + [f"{name}: too large" for name, data in files.items() if len(data) > (limit or 50_000_000)]


def refusal(status: int, message: str, code: str | None = None) -> Response:
    answer = jsonify(error={"message": message, "type": "invalid_request_error", "param": None, "code": code})
    answer.status_code = status
    return answer
