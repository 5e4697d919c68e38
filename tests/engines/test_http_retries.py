"""Nothing sent: tried again. Something sent: never. And nothing of the environment has a say."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.engines.faulty import FaultyServer
from webapp.engines import transport
from webapp.engines.deadline import Deadline
from webapp.engines.errors import NotConfigured, Unreachable, Unsupported
from webapp.engines.http import Client, segment


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_a_refused_connection_is_tried_three_times(closed_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(transport.time, "sleep", pauses.append)
    with pytest.raises(Unreachable, match="Nothing was charged"):
        Client(f"http://127.0.0.1:{closed_port}", "Fakely").post("/draw", json={}, may_charge=True)
    assert len(pauses) == 2
    assert 0.1 < pauses[0] < pauses[1] * 3 < 6


def test_an_unknown_host_was_sent_nothing() -> None:
    client = Client("http://no-such-host.invalid", "Fakely")
    client.retry_pause_s = 0.01
    with pytest.raises(Unreachable):
        client.post("/draw", json={}, may_charge=True)


def test_a_provider_that_comes_back_in_time_is_reached(
    faulty: FaultyServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = transport.WatchedHTTPConnection.connect
    refused: list[int] = []

    def refuse_twice(self: transport.WatchedHTTPConnection) -> None:
        if len(refused) < 2:
            refused.append(1)
            raise ConnectionRefusedError
        connect(self)

    monkeypatch.setattr(transport.WatchedHTTPConnection, "connect", refuse_twice)
    assert client.post("/draw", json={}, may_charge=True).json() == {"fine": True}
    assert len(faulty.calls) == 1


def test_no_proxy_of_the_environment_is_used(
    faulty: FaultyServer, client: Client, closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port}")
    assert client.get("/status").json() == {"fine": True}


class KeepsOpen(BaseHTTPRequestHandler):
    """Keeps connections open, which werkzeug's server does not, and counts them."""

    protocol_version = "HTTP/1.1"
    connections = 0

    def setup(self) -> None:
        super().setup()
        type(self).connections += 1

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def open_server() -> Iterator[str]:
    KeepsOpen.connections = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), KeepsOpen)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_reads_share_a_connection_and_paid_calls_get_their_own(open_server: str) -> None:
    client = Client(open_server, "Fakely")
    for _ in range(3):
        client.get("/status")
    assert KeepsOpen.connections == 1
    client.post("/draw", json={}, may_charge=True)
    client.post("/draw", json={}, may_charge=True)
    assert KeepsOpen.connections == 3
    client._session().close()


def test_a_request_over_the_limit_is_not_sent(faulty: FaultyServer) -> None:
    client = Client(faulty.url, "Fakely", max_request_bytes=1024 * 1024)
    with pytest.raises(Unsupported, match="at most 1 MB"):
        client.post("/draw", files={"image": ("a.png", bytes(1024 * 1024))}, may_charge=True)
    assert faulty.calls == []


def test_a_connection_made_after_the_time_is_over_is_shut_at_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, Deadline(0.01) as deadline:
        while not deadline.has_passed:
            deadline._timer.join(1)
        deadline.watch(ours)
        assert deadline.left_s() == 0
        assert theirs.recv(1) == b""


@pytest.mark.parametrize("base_url", ["", "studio", "ftp://127.0.0.1", "http://", "http://[::1"])
def test_an_address_that_makes_no_sense_is_the_admins_to_mend(base_url: str) -> None:
    with pytest.raises((NotConfigured, Unreachable)):
        Client(base_url, "Fakely").get("/status", total_s=1)


@pytest.mark.parametrize("path", ["status", "http://elsewhere/", "/a b", "/a\r\nX: y"])
def test_a_path_cannot_lead_elsewhere(client: Client, path: str) -> None:
    with pytest.raises(ValueError, match="slash"):
        client.get(path)


def test_a_segment_stays_one_part() -> None:
    assert segment("../a/b?c#d e") == "..%2Fa%2Fb%3Fc%23d%20e"
