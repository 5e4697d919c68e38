"""From a sent form to a finished picture: what the studio adds around an engine of two seconds."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.bench import stub
from tests.bench.measure import Report, Times, repeat, timed
from tests.bench.studio import add_person, client_of, environment, make_studio
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImageRequest
from webapp.models.columns import new_id
from webapp.queue import worker_count

SUBMITS = 150
READS = 150
ROUNDS = 6
PART = {"HX-Request": "true"}


def measure(report: Report, folder: Path, redis_url: str) -> None:
    """Adds the lines about submit, status and the time around an engine."""
    stub.install()
    app = make_studio(folder, redis_url)
    app.config["MAX_RUNNING_PER_USER"] = 10_000
    client = client_of(app, add_person(app))
    report.say("sending forms")
    sent = repeat(lambda: submit(app, client), SUBMITS)
    report.add("submit, form to answer", f"{sent.median:.1f} ms, p95 {sent.p95:.1f} ms", "p95 <= 50 ms")
    _status(report, app, client)
    _forget(app)
    report.say("drawing for two seconds, several times")
    with _worker(app, folder, redis_url):
        rounds = Times([_round(app, client) for _ in range(ROUNDS)])
    around = rounds.median - stub.TAKES_S * 1000
    share = around / (stub.TAKES_S * 1000)
    report.add("around a 2 s engine, submit to finished", f"{around:.0f} ms ({share:.1%})", "<= 6 %, better 2 %")


def submit(app: Flask, client: FlaskClient) -> UUID:
    """Sends the composer's form and returns the request's id."""
    form = {"prompt": "a red boat", "shape": "1:1", "num_outputs": "1", "model_backend": "stub", "style": ""}
    answer = client.post("/generate/", data=form | {"idempotency_key": str(new_id())})
    if answer.status_code != 303:
        raise RuntimeError(f"The form was answered with {answer.status}.")
    return UUID(answer.headers["Location"].split("/")[2])


def _status(report: Report, app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        ids = db.session.scalars(select(ImageRequest.id).order_by(ImageRequest.id.desc()).limit(8)).all()
        done = update(ImageRequest).where(ImageRequest.id.in_(ids)).values(status="running", progress=0.4)
        with writing() as session:
            session.execute(done)
    path = f"/status/{ids[0]}/"
    known = {"If-None-Match": client.get(path, headers=PART).headers["ETag"]}
    fresh = repeat(lambda: client.get(path, headers=PART), READS)
    same = repeat(lambda: client.get(path, headers=PART | known), READS)
    batch = repeat(lambda: client.get("/status/?ids=" + ",".join(f"{each}:0" for each in ids), headers=PART), READS)
    quiet = repeat(lambda: client.get("/status/?ids=" + ",".join(f"{each}:1" for each in ids), headers=PART), READS)
    report.add("status of one request", f"{fresh.median:.1f} ms; unchanged (304) {same.median:.1f} ms")
    report.add("status of 8 in one poll", f"{batch.median:.1f} ms; nothing new (204) {quiet.median:.1f} ms")


def _forget(app: Flask) -> None:
    """Takes what was only sent for measuring out of the line."""
    with app.app_context(), writing() as session:
        session.execute(update(ImageRequest).values(status="cancelled"))


def _round(app: Flask, client: FlaskClient) -> float:
    return timed(lambda: _wait(app, submit(app, client)))


def _wait(app: Flask, request_id: UUID) -> None:
    deadline = time.monotonic() + 30
    with app.app_context():
        while time.monotonic() < deadline:
            status = db.session.scalar(select(ImageRequest.status).where(ImageRequest.id == request_id))
            db.session.rollback()
            if status == "completed":
                return
            if status in {"failed", "unknown", "cancelled"}:
                raise RuntimeError(f"The request ended as {status}.")
            time.sleep(0.004)
    raise TimeoutError("The worker took too long.")


@contextmanager
def _worker(app: Flask, folder: Path, redis_url: str) -> Iterator[None]:
    env = environment(folder, redis_url)
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.worker"], env=env)
    try:
        deadline = time.monotonic() + 30
        with app.app_context():
            while not worker_count() and time.monotonic() < deadline:
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)
