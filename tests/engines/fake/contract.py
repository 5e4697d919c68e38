"""A provider's contract, read from tests/engines/contracts: what a request and an answer may look like.

An operation has `json` or `multipart` (a schema of the body), `query`, `headers` (or the name of a shared set),
`required_headers`, `path` parameters, `pictures` (limits by field), `credits`, `is_later`, and `answers` by status.
"""

import io
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Request
from openapi_schema_validator import OAS31Validator
from PIL import Image
from werkzeug.datastructures import FileStorage

FOLDER = Path(__file__).parent.parent / "contracts"
A_FILE = "<a file>"


@dataclass
class Operation:
    """One call of a contract. `key` is such as "POST /v1/things/{id}"."""

    key: str
    facts: dict[str, Any]
    contract: "Contract" = field(repr=False)

    @property
    def method(self) -> str:
        return self.key.split(" ")[0]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.key.split(" ")[1])))

    def problems(self, request: Request) -> list[str]:
        """Returns everything in which the request breaks the contract, each in a line."""
        found = [*self._headers(request), *self._path(request), *self._query(request)]
        if "multipart" in self.facts:
            found += self._multipart(request)
        elif "json" in self.facts:
            found += self._json(request)
        elif request.get_data(cache=True):
            found.append("body: not expected")
        return found

    def answer_problems(self, status: int, body: Any) -> list[str]:
        """Returns in what a JSON answer of the fake itself breaks the contract."""
        answer = self.facts.get("answers", {}).get(str(status))
        answer = self.contract.facts.get("answers", {}).get(answer) if isinstance(answer, str) else answer
        if answer is None:
            return [f"status {status}: not in the contract"]
        return self.contract.check(answer["json"], body) if "json" in answer else []

    def _headers(self, request: Request) -> list[str]:
        known = self.facts.get("headers", {})
        known = self.contract.facts["headers"][known] if isinstance(known, str) else known
        given = {name: request.headers[name] for name in known if name in request.headers}
        schema = {
            "type": "object",
            "properties": known,
            "required": self.facts.get("required_headers", []),
        }
        return [f"header {line}" for line in self.contract.check(schema, given)]

    def _path(self, request: Request) -> list[str]:
        match = self.pattern.fullmatch(request.path)
        given = match.groupdict() if match else {}
        schema = {"type": "object", "properties": self.facts.get("path", {})}
        return [f"path {line}" for line in self.contract.check(schema, given)]

    def _query(self, request: Request) -> list[str]:
        schema = {"type": "object", "properties": {}, "additionalProperties": False, **self.facts.get("query", {})}
        given = {name: self.contract.cast(schema, name, value) for name, value in request.args.items()}
        return [f"query {line}" for line in self.contract.check(schema, given)]

    def _json(self, request: Request) -> list[str]:
        if not request.is_json:
            return [f"body: content type {request.mimetype!r}, not JSON"]
        body = request.get_json(silent=True)
        return self.contract.check(self.facts["json"], body)

    def _multipart(self, request: Request) -> list[str]:
        if request.mimetype != "multipart/form-data":
            return [f"body: content type {request.mimetype!r}, not multipart/form-data"]
        schema = self.facts["multipart"]
        found = []
        values: dict[str, Any] = {}
        for name, text in request.form.items():
            values[name] = self.contract.cast(schema, name, text)
            if self.contract.is_file(schema, name):
                found.append(f"{name}: text where a file belongs")
        for name, file in request.files.items():
            values[name] = A_FILE
            if not self.contract.is_file(schema, name):
                found.append(f"{name}: a file where text belongs")
            found += [f"{name}: {line}" for line in picture_problems(file, self.facts.get("pictures", {}).get(name))]
        return found + self.contract.check(schema, values)


class Contract:
    """All operations of a provider, by the file's name in tests/engines/contracts."""

    def __init__(self, name: str) -> None:
        self.facts: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
        self.operations = [Operation(key, facts, self) for key, facts in self.facts["operations"].items()]

    def operation(self, method: str, path: str) -> Operation | None:
        """Returns the operation for a call, the one without path parameters first."""
        fitting = [each for each in self.operations if each.method == method and each.pattern.fullmatch(path)]
        return min(fitting, key=lambda each: each.key.count("{"), default=None)

    def check(self, schema: dict[str, Any], value: Any) -> list[str]:
        """Returns what is wrong with `value` by a schema whose `$ref`s point into the contract's `$defs`."""
        validator = OAS31Validator({**schema, "$defs": self.facts.get("$defs", {})})
        errors = sorted(validator.iter_errors(value), key=str)
        return [f"{'.'.join(map(str, error.path)) or 'body'}: {error.message[:200]}" for error in errors]

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self.facts["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return schema

    def cast(self, schema: dict[str, Any], name: str, text: str) -> Any:
        """Returns a form's or query's text as the type that the schema wants, unchanged when it cannot be."""
        wanted = self.resolved(schema.get("properties", {}).get(name, {})).get("type")
        try:
            if wanted == "integer":
                return int(text)
            if wanted == "number":
                return float(text)
        except ValueError:
            return text
        return {"true": True, "false": False}.get(text, text) if wanted == "boolean" else text

    def is_file(self, schema: dict[str, Any], name: str) -> bool:
        return self.resolved(schema.get("properties", {}).get(name, {})).get("format") == "binary"


def picture_problems(file: FileStorage, limits: dict[str, Any] | None) -> list[str]:
    """Returns in what an uploaded picture breaks its limits; without limits it may be anything."""
    if limits is None:
        return []
    try:
        with Image.open(io.BytesIO(file.read())) as opened:
            (width, height), kind = opened.size, (opened.format or "").lower()
    except OSError:
        return ["not a picture"]
    pixels, aspect = width * height, width / height
    rules = [
        (kind in limits.get("formats", [kind]), f"format {kind}"),
        (min(width, height) >= limits.get("minSide", 1), "a side is too short"),
        (max(width, height) <= limits.get("maxSide", 10**9), "a side is too long"),
        (pixels >= limits.get("minPixels", 1), "too few pixels"),
        (pixels <= limits.get("maxPixels", 10**12), "too many pixels"),
        (limits.get("minAspect", 0) <= aspect <= limits.get("maxAspect", 10**9), "the aspect ratio"),
        (bool(file.filename), "a file part without a file name"),
    ]
    return [line for holds, line in rules if not holds]
