"""AUTOMATIC1111 and Forge as an engine."""

from collections.abc import Mapping
from typing import ClassVar, Final

from webapp.engines.a1111.answers import LABEL, result_of, translate
from webapp.engines.a1111.catalogue import capabilities_of, default_upscaler
from webapp.engines.a1111.payload import payload_for
from webapp.engines.a1111.server import Server, read_server
from webapp.engines.a1111.turn import turn
from webapp.engines.a1111.watch import watched
from webapp.engines.base import Engine
from webapp.engines.http import Client
from webapp.engines.remembered import Remembered
from webapp.engines.repaint import put_back
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Report

DRAW_S: Final = 1800.0


class Automatic1111(Engine):
    """Draws on a server of one's own. The address is the admin's and may be on the same machine."""

    name: ClassVar[str] = "a1111"
    label: ClassVar[str] = LABEL
    about: ClassVar[str] = "AUTOMATIC1111 or Forge on a machine of your own, with all the models that are there."

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        super().__init__(options)
        self._server = Remembered(self._read, Server())

    @property
    def capabilities(self) -> Capabilities:
        return capabilities_of(self._server.get())

    def missing(self) -> str | None:
        if not self.options.get("a1111_url"):
            return "Set A1111_URL to the address of AUTOMATIC1111 or Forge, started with --api."
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        report(0.0, "Starting")
        payload = payload_for(request, default_upscaler(self._server.get()))
        # One connection for the call, another for looking at it.
        client, looker = self._client(), self._client()
        with turn(client.base_url, report):
            answer = watched(lambda: client.post(payload.path, json=payload.body, total_s=DRAW_S), looker, report)
        return put_back(result_of(answer, request, payload.size_px), request)

    def _read(self) -> Server:
        return read_server(self._client()) if self.is_ready() else Server()

    def _client(self) -> Client:
        name, _, password = self.options.get("a1111_auth", "").partition(":")
        auth = (name, password) if name else None
        return Client(self.options.get("a1111_url", ""), self.label, auth=auth, translate=translate)
