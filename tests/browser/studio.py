"""A whole studio of real processes for the browser: Redis, web, one worker, upkeep."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from tests import cast, servers
from tests.browser.engines import GATES, gradient
from tests.runtime.processes import ROOT, wait_until
from webapp.accounts.sessions import COOKIE_KEY
from webapp.app import create_app
from webapp.config import load_settings
from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, User, UserSession
from webapp.models.columns import new_id
from webapp.pipeline import status
from webapp.pipeline.save import encode
from webapp.queue import worker_count
from webapp.runtime import front_door, parts
from webapp.tokens import hash_token, new_token

SECRET = "browser-tests-0123456789-abcdefghijklmnop"
STOPS_WITHIN_S = 10.0
SHAPES = ((1216, 810), (1024, 1024), (896, 1120), (1344, 756), (756, 1344), (1536, 658))


class Studio:
    """A studio at `url`. `app` reaches the same rows and files from the test's own process."""

    def __init__(self, folder: Path, redis_url: str, empty_database: Path, has_paced: bool) -> None:
        self._folder = folder
        self._has_paced = has_paced
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.gates = folder / "gates"
        data = folder / "data"
        for made in (self.gates, data):
            made.mkdir()
        shutil.copy(empty_database, data / "atelier.db")
        self._environment = {
            **os.environ,
            "ATELIER_ENV_FILE": os.devnull,
            "DATA_DIR": str(data),
            "PORT": str(_free_port()),
            "REDIS_URL": redis_url,
            "SECRET_KEY": SECRET,
            GATES: str(self.gates),
        }
        values = {name.lower(): value for name, value in self._environment.items() if name not in os.environ}
        self.settings = load_settings(_env_file=None, **values)
        self.url = self.settings.public_url
        self.app = create_app(self.settings)
        with self.app.app_context():
            storage().set_up()

    def start(self) -> None:
        """Starts everything and returns once the first page is served and the worker listens."""
        self._start("upkeep", *parts.upkeep().command)
        self._start("worker", sys.executable, "-m", "tests.browser.worker" if self._has_paced else "tasks.worker")
        self.start_web()
        with self.app.app_context():
            wait_until(lambda: worker_count() > 0, 30.0)

    def start_web(self) -> None:
        *command, app = parts.web(self.settings).command
        self._start("web", *command, "tests.browser.web:app" if self._has_paced else app)
        wait_until(lambda: front_door.page_answers(self.settings), 30.0)

    def stop_web(self) -> None:
        """Stops the web server as the supervisor does."""
        process = self._running.pop("web")
        process.terminate()
        process.wait(STOPS_WITHIN_S)

    def stop(self) -> None:
        """Ends every process of the studio at once: nothing of it is kept."""
        for process in self._running.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def open_gate(self, name: str) -> None:
        """Lets the drawings go on whose prompt says "hold NAME", and "fail NAME" succeed."""
        (self.gates / name).touch()

    def person(self, name: str, **values: Any) -> User:
        """Makes a person of this name and a number, whom no other test knows."""
        with self.app.app_context():
            return cast.make_user(f"{name} {uuid4().hex[:6]}", **values)

    def cookie(self, user: User) -> dict[str, str]:
        """Signs the person in on another browser and returns its cookie, as Playwright wants it."""
        token = new_token()
        with self.app.app_context(), writing() as session:
            session.add(UserSession(user_id=user.id, token_hash=hash_token(token), device="Chromium"))
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        value = signer.dumps({COOKIE_KEY: token, "_permanent": True})
        text = value if isinstance(value, str) else value.decode()
        return {"name": self.app.config["SESSION_COOKIE_NAME"], "value": text, "url": self.url}

    def hang(self, owner: User, count: int, **values: Any) -> list[Image]:
        """Hangs `count` pictures of several shapes on the wall of `owner`, the oldest first in the list."""
        with self.app.app_context(), writing() as session:
            images = [_picture(owner, number, values) for number in range(count)]
            session.add_all(images)
        return images

    def request(self, owner: User, to: str = "running", **values: Any) -> ImageRequest:
        """Commits a request that no worker knows of: the test plays the worker, with the lease "test"."""
        row = ImageRequest(
            **{
                "id": new_id(),
                "user_id": owner.id,
                "idempotency_key": uuid4().hex,
                "model_backend": "builtin",
                "prompt": "a red boat on a green river",
                "width_px": 1216,
                "height_px": 810,
                "num_outputs": 2,
                "status": to,
                "lease_token": "test" if to == "running" else None,
                **values,
            }
        )
        with self.app.app_context(), writing() as session:
            session.add(row)
        return row

    def cancel_all(self, owner: User) -> None:
        """Cancels what is on the way for a person."""
        with self.app.app_context():
            for request_id in db.session.scalars(select(ImageRequest.id).where(ImageRequest.user_id == owner.id)).all():
                status.cancel(request_id)

    def _start(self, name: str, *command: str) -> None:
        log = (self._folder / f"{name}.log").open("ab")
        self._running[name] = subprocess.Popen(
            command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
        )
        log.close()


@contextmanager
def running(folder: Path, empty_database: Path, has_paced: bool = True) -> Iterator[Studio]:
    """Runs a studio without people under `folder`."""
    with servers.redis_server() as redis_url:
        made = Studio(folder, redis_url, empty_database, has_paced)
        try:
            made.start()
            yield made
        finally:
            made.stop()


def _picture(owner: User, number: int, values: dict[str, Any]) -> Image:
    width_px, height_px = SHAPES[number % len(SHAPES)]
    data = encode(gradient(width_px // 6, height_px // 6, number), "")
    image_id = new_id()
    key = f"pictures/2026/11/22/{image_id}.webp"
    storage().put(key, data, "image/webp")
    return Image(
        **{
            "id": image_id,
            "owner_id": owner.id,
            "file_path": key,
            "size_bytes": len(data),
            "width_px": width_px,
            "height_px": height_px,
            "sha256": uuid4().hex * 2,
            "prompt": f"picture {number}",
            "alt_text": f"Soft colours, number {number}",
            **values,
        }
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
