"""A thousand open pages: how soon each hears of a change."""

import asyncio
import http.client
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.bench import stub
from tests.bench.flow import submit
from tests.bench.measure import Report, Times
from tests.bench.studio import add_person, client_of, environment, make_studio, settings
from tests.runtime.test_up import free_port
from webapp import live
from webapp.models import User
from webapp.runtime import parts

STREAMS = 1000
CHANGES = 20
PAUSE_S = 0.4


def measure(report: Report, folder: Path, redis_url: str) -> None:
    """Adds the line about streams."""
    stub.install()
    raise_file_limit()
    app = make_studio(folder, redis_url)
    person = add_person(app)
    client = client_of(app, person)
    request_id = submit(app, client)
    port = free_port()
    with serving(folder, redis_url, port):
        report.say(f"opening {STREAMS:,} streams")
        heard = asyncio.run(_listen(app, port, _cookie(client), person, request_id))
    wanted = STREAMS * CHANGES
    times = Times(heard)
    report.add(
        f"{STREAMS:,} event streams, change to page",
        f"p50 {times.median:.0f} ms, p95 {times.p95:.0f} ms; {len(heard):,} of {wanted:,} delivered",
        "p95 <= 100 ms, better 50, all delivered",
    )


def raise_file_limit() -> None:
    """A stream is an open file on both sides; the web process inherits the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@contextmanager
def serving(folder: Path, redis_url: str, port: int) -> Iterator[None]:
    """Runs the web server alone."""
    env = environment(folder, redis_url, port)
    command = parts.web(settings(folder, redis_url).model_copy(update={"port": port})).command
    process = subprocess.Popen(command, env=env)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, path: str = "/healthz") -> None:
    """Returns at the first good answer."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with suppress(OSError):
            connection.request("GET", path)
            if connection.getresponse().status < 400:
                return
        connection.close()
        time.sleep(0.02)
    raise TimeoutError("The web server did not start.")


def _cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    if found is None:
        raise RuntimeError("Nobody is signed in.")
    return found.value


async def _listen(app: Flask, port: int, cookie: str, person: User, request_id: UUID) -> list[float]:
    """Opens the streams, makes the changes and returns the delay of every delivery, in milliseconds."""
    said_at: list[float] = []
    delays: list[float] = []
    streams = [_Stream(said_at, delays) for _ in range(STREAMS)]
    for start in range(0, STREAMS, 100):
        await asyncio.gather(*(stream.open(port, cookie) for stream in streams[start : start + 100]))
    reading = [asyncio.create_task(stream.read()) for stream in streams]
    for version in range(CHANGES):
        said_at.append(time.perf_counter())
        await asyncio.to_thread(_say, app, person.id, request_id, version)
        await asyncio.sleep(PAUSE_S)
    await asyncio.sleep(1.0)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    for stream in streams:
        stream.close()
    return delays


def _say(app: Flask, user_id: UUID, request_id: UUID, version: int) -> None:
    with app.app_context():
        live.publish(user_id, request_id, version)


class _Stream:
    """One open page: notes how long after the last change its news arrived."""

    def __init__(self, said_at: list[float], delays: list[float]) -> None:
        self._said_at = said_at
        self._delays = delays
        self._seen = 0

    async def open(self, port: int, cookie: str) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        self._writer.write(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={cookie}\r\n\r\n".encode())
        await self._reader.readuntil(b": hello")

    async def read(self) -> None:
        while self._seen < CHANGES:
            line = await self._reader.readuntil(b"\n")
            if b'id="running-badge"' in line:
                self._delays.append((time.perf_counter() - self._said_at[self._seen]) * 1000)
                self._seen += 1

    def close(self) -> None:
        self._writer.close()
