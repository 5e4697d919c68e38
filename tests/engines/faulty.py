"""A server that answers each call with the next fault, whatever was asked."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, Response, jsonify, request

from tests.engines.fake.faults import Fault
from tests.engines.fake.server import serve


@dataclass
class FaultyServer:
    """`calls` keeps the headers of every call; without faults it answers {"fine": true}."""

    url: str = ""
    port: int = 0
    faults: deque[Fault] = field(default_factory=deque)
    calls: list[dict[str, str]] = field(default_factory=list)

    def next(self, *faults: Fault) -> None:
        self.faults.extend(faults)

    def answer(self, path: str) -> Response:
        request.get_data()
        self.calls.append(dict(request.headers) | {"path": request.full_path.rstrip("?")})
        return self.faults.popleft()() if self.faults else jsonify(fine=True)


@contextmanager
def faulty_server() -> Iterator[FaultyServer]:
    server = FaultyServer()
    app = Flask("faulty", static_folder=None)
    app.add_url_rule("/<path:path>", view_func=server.answer, methods=["GET", "POST"])
    with serve(app) as server.port:
        server.url = f"http://127.0.0.1:{server.port}"
        yield server
