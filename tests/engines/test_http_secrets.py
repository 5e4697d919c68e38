"""A key stays where it belongs: not in errors, tracebacks, logs or reprs, and no HTML gets through."""

import logging
import traceback

import pytest

from tests.engines.conftest import KEY
from tests.engines.fake import faults
from tests.engines.faulty import FaultyServer
from webapp.engines.errors import EngineError, Rejected
from webapp.engines.http import Client

FAULTS = [
    faults.answers(401, {"error": {"message": f"Incorrect API key provided: {KEY}"}}),
    faults.answers(400, {"error": {"message": f"You sent {KEY}"}}),
    faults.answers(500, {"error": KEY}),
    faults.hang_up,
    faults.hang(),
    faults.body(b"{", "application/json"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_holds_the_key(
    client: Client, faulty: FaultyServer, fault: faults.Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    faulty.next(fault)
    with pytest.raises(EngineError) as raised:
        client.post("/draw", json={}, may_charge=True, total_s=0.3).json()
    told = "".join(traceback.format_exception(raised.value)) + repr(raised.value) + repr(client) + caplog.text
    assert KEY not in told
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert faulty.calls[0]["Authorization"] == f"Bearer {KEY}"


def test_a_password_is_a_secret_too(faulty: FaultyServer) -> None:
    faulty.next(faults.answers(400, {"detail": "open sesame is wrong"}))
    with pytest.raises(Rejected) as raised:
        Client(faulty.url, "Fakely", auth=("ann", "open sesame")).get("/status")
    assert "sesame" not in str(raised.value)
    faulty.next(faults.answers(400, {"detail": faulty.calls[0]["Authorization"]}))
    with pytest.raises(Rejected) as raised:
        Client(faulty.url, "Fakely", auth=("ann", "open sesame")).get("/status")
    assert faulty.calls[0]["Authorization"].removeprefix("Basic ") not in str(raised.value)
    assert faulty.calls[0]["Authorization"].startswith("Basic ")


def test_a_providers_words_are_cut_and_plain(client: Client, faulty: FaultyServer) -> None:
    faulty.next(faults.answers(400, {"errors": ["prompt:\x00 too\r\nlong " * 100]}))
    with pytest.raises(Rejected) as raised:
        client.post("/draw", json={})
    sentence = str(raised.value)
    assert sentence.startswith("Fakely did not accept this: prompt: too long prompt:")
    assert len(sentence) < 340
    assert sentence.isprintable()


def test_a_page_is_never_repeated(client: Client, faulty: FaultyServer) -> None:
    bare = faults.answers(400, {"message": "<html><h1>Bad gateway</h1></html>"})
    faulty.next(faults.html(400), faults.answers(400, {"message": faults.HTML}), bare)
    for _ in range(3):
        with pytest.raises(Rejected) as raised:
            client.post("/draw", json={})
        assert "<" not in str(raised.value)
