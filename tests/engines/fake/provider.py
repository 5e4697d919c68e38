"""A provider on loopback: remembers and judges every call, counts paid creates, and fails when told to."""

import io
import struct
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request
from PIL import Image

from tests.engines.fake.contract import Contract, Operation
from tests.engines.fake.faults import Fault
from tests.engines.fake.server import serve


@dataclass
class Call:
    """A call that arrived. `key` is the contract's, such as "POST /v1/things/{id}"."""

    key: str
    headers: dict[str, str]
    fields: dict[str, str]
    files: dict[str, bytes]
    json: Any
    query: dict[str, str]


@dataclass
class FakeProvider:
    """Subclass it for a provider: give `contract_name` and `key`, and add its routes in `__post_init__`.

    `next(...)` queues faults, one for each of the next calls. A call that breaks the contract is put into
    `complaints` and refused by `refuse`. `creates` counts the calls that would have been charged. `paints`: what is
    sent with a mask comes back changed where the provider's documentation says it would be.
    """

    contract_name: str = ""
    key: str = "CANARY-key-of-the-fake"
    calls: list[Call] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    creates: int = 0
    paints: bool = False
    url: str = ""

    def __post_init__(self) -> None:
        self.app = Flask(f"fake-{self.contract_name}")
        self.contract = Contract(self.contract_name)
        self.faults: deque[Fault] = deque()
        self.app.before_request(self._judge)
        self.app.after_request(self._judge_answer)

    def next(self, *faults: Fault) -> None:
        self.faults.extend(faults)

    @contextmanager
    def running(self) -> Iterator["FakeProvider"]:
        with serve(self.app) as port:
            self.url = f"http://127.0.0.1:{port}"
            yield self

    def is_create(self, operation: Operation) -> bool:
        """Tells whether a call makes paid pictures: by its price in the contract."""
        return "credits" in operation.facts

    def is_failing(self, operation: Operation) -> bool:
        """Tells whether a queued fault may hit a call: any one, unless a fake keeps them for its creates."""
        return True

    def refuse(self, problems: list[str]) -> Response:
        """Answers a call that breaks the contract, in the provider's own way."""
        return Response("; ".join(problems), 400)

    def is_allowed(self) -> bool:
        """Tells whether the call brought the right key."""
        return request.headers.get("Authorization") == f"Bearer {self.key}"

    def deny(self) -> Response:
        """Answers a call with a wrong key, in the provider's own way."""
        return Response("unauthorized", 401)

    def _judge(self) -> Response | None:
        operation = self.contract.operation(request.method, request.path)
        if operation is None:
            return self._unknown()
        self.calls.append(_call(operation))
        problems = operation.problems(request)
        if problems:
            self.complaints += [f"{operation.key}: {line}" for line in problems]
            return self.refuse(problems)
        if not self.is_allowed():
            return self.deny()
        if self.is_create(operation):
            self.creates += 1
        return self.faults.popleft()() if self.faults and self.is_failing(operation) else None

    def _unknown(self) -> Response | None:
        if self.is_outside(request.path):
            return self.faults.popleft()() if self.faults else None
        self.complaints.append(f"{request.method} {request.path}: not in the contract")
        return Response("not found", 404)

    def is_outside(self, path: str) -> bool:
        """Tells whether `path` belongs to the fake itself, such as the place where outputs lie."""
        return path.startswith("/outputs/")

    def _judge_answer(self, answer: Response) -> Response:
        """Keeps the fake itself honest: what it answers well by must be in the contract too."""
        operation = self.contract.operation(request.method, request.path)
        if operation is not None and answer.status_code < 300 and answer.is_json and not answer.is_streamed:
            problems = operation.answer_problems(answer.status_code, answer.get_json())
            self.complaints += [f"the fake's own answer to {operation.key}: {line}" for line in problems]
        return answer


def _call(operation: Operation) -> Call:
    files = {name: file.read() for name, file in request.files.items()}
    for file in request.files.values():
        file.seek(0)
    return Call(
        operation.key,
        {name.lower(): value for name, value in request.headers.items()},
        dict(request.form),
        files,
        request.get_json(silent=True),
        dict(request.args),
    )


def picture(width_px: int = 64, height_px: int = 64, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """Returns an encoded picture with some structure, so that half of it is not a whole one."""
    made = Image.linear_gradient("L").resize((width_px, height_px)).convert(mode)
    target = io.BytesIO()
    made.save(target, kind)
    return target.getvalue()


def signed(data: bytes) -> bytes:
    """Returns the encoded picture with a place for content credentials, as a signing provider sends it."""
    manifest = b"....jumb....jumdc2pa...."
    if data.startswith(b"\x89PNG"):
        chunk = b"caBX" + manifest
        return data[:33] + struct.pack(">I", len(manifest)) + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[33:]
    if data.startswith(b"RIFF"):
        body = data[8:] + b"C2PA" + struct.pack("<I", len(manifest)) + manifest
        return b"RIFF" + struct.pack("<I", len(body)) + body
    segment = b"JP" + manifest
    return data[:2] + b"\xff\xeb" + struct.pack(">H", len(segment) + 2) + segment + data[2:]
