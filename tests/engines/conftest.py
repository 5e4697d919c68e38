"""Fixtures for the engines: a server that fails on command, and a client that does not dawdle."""

from collections.abc import Iterator

import pytest

from tests.engines.faulty import FaultyServer, faulty_server
from webapp.engines.http import Client

KEY = "CANARY-0123456789"


@pytest.fixture(scope="session")
def _one_faulty_server() -> Iterator[FaultyServer]:
    with faulty_server() as server:
        yield server


@pytest.fixture
def faulty(_one_faulty_server: FaultyServer) -> FaultyServer:
    _one_faulty_server.faults.clear()
    _one_faulty_server.calls.clear()
    return _one_faulty_server


@pytest.fixture
def client(faulty: FaultyServer) -> Client:
    made = Client(faulty.url, "Fakely", headers={"Authorization": f"Bearer {KEY}"}, secrets=(KEY,))
    made.retry_pause_s = 0.01
    return made
