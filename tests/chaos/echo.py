"""A provider that fails in every way and repeats what it was sent, keys included."""

from flask import Flask, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from tests.engines.fake import faults

MODES = ("401", "400", "403", "500", "html", "not json", "redirect", "hang up")


class EchoProvider:
    """Answers every call in the way that `mode` says. `heard` is all that it was told in headers."""

    def __init__(self) -> None:
        self.mode = MODES[0]
        self.heard = ""
        self.app = Flask("echo")
        self.app.before_request(self._answer)

    def _answer(self) -> AnyResponse:
        told = f"{request.url} {dict(request.headers)} {request.authorization} {request.get_data()[:2000]!r}"
        self.heard += told
        if self.mode.isdigit():
            answer = jsonify(
                error={"message": f"Incorrect key: {told}"}, detail=told, message=told, errors=[told], title=told
            )
            answer.status_code = int(self.mode)
            return answer
        return self._odd_answer(told)

    def _odd_answer(self, told: str) -> AnyResponse:
        if self.mode == "html":
            return Response(f"<h1>Bad gateway</h1>{told}", 502, content_type="text/html")
        if self.mode == "redirect":
            key = request.headers.get("Authorization") or request.headers.get("apikey", "")
            return redirect(f"http://127.0.0.1:1/?key={key}")
        return faults.hang_up() if self.mode == "hang up" else Response(f"{{{told}", content_type="application/json")
