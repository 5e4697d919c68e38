"""A studio of real processes - Redis, web, workers, upkeep - that a test may stop, freeze and kill one by one."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import psutil
import requests
from flask import Flask
from sqlalchemy import func, select

from tests import servers
from tests.cast import PASSWORD
from tests.runtime.processes import ROOT, lives, read, wait_until
from webapp.config import Settings
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, StableDiffusionUsageLog, User
from webapp.pipeline.submit import Wish, submit
from webapp.pipeline.sweep import named_keys
from webapp.runtime import parts

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
KEY = re.compile(r'name="idempotency_key"[^>]*value="([^"]+)"')
STARTS_WITHIN_S = 30.0
STOPS_WITHIN_S = 10.0

T = TypeVar("T")


class Started:
    """One process that a test started, and what came of it."""

    def __init__(self, name: str, command: tuple[str, ...], env: dict[str, str], log: Path) -> None:
        self.name = name
        with log.open("a") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def family(self) -> list[psutil.Process]:
        """The process and all its children; nothing when it is gone."""
        if not lives(self.process.pid):
            return []
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def horse(self) -> psutil.Process:
        """The child that draws."""
        return next(iter(psutil.Process(self.process.pid).children()))

    def kill(self) -> None:
        """Ends it and its children at once, as a machine does that loses its power."""
        for each in self.family():
            each.kill()
        self.process.wait(STOPS_WITHIN_S)

    def terminate(self) -> None:
        """Asks it to stop."""
        self.process.terminate()

    def freeze(self, number: signal.Signals) -> None:
        """Sends SIGSTOP or SIGCONT to it and its children."""
        for each in self.family():
            each.send_signal(number)


class Studio:
    """The processes, the app in this process to look at their rows with, and the files that steer the accidents."""

    def __init__(self, folder: Path, socket_path: str, app: Flask, environment: dict[str, str]) -> None:
        self.app = app
        self.log = folder / "log"
        self.faults = folder / "faults"
        self.faults.mkdir()
        self.port = _free_port()
        self._socket = socket_path
        self._env = {
            **os.environ,
            **environment,
            "ATELIER_FAULTS": str(self.faults),
            "PORT": str(self.port),
            "BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        self._started: list[Started] = []
        self._redis: subprocess.Popen[bytes] | None = None

    def start_redis(self) -> None:
        self._redis = servers.start_redis(self._socket)

    def stop_redis(self) -> None:
        if self._redis is not None:
            self._redis.kill()
            self._redis.wait(STOPS_WITHIN_S)

    def freeze_redis(self, number: signal.Signals) -> None:
        """Sends SIGSTOP or SIGCONT to Redis: it hangs, and connections to it with it."""
        if self._redis is not None:
            self._redis.send_signal(number)

    @property
    def redis_url(self) -> str:
        return f"unix://{self._socket}"

    def start_worker(self, **environment: str) -> Started:
        return self._start("worker", (sys.executable, "-m", "tests.faults.worker"), environment)

    def start_upkeep(self, **environment: str) -> Started:
        return self._start("upkeep", (sys.executable, "-m", "tests.faults.upkeep"), environment)

    def start_web(self, **environment: str) -> Started:
        """Starts the web and returns once it answers."""
        command = (*parts.web(self._settings()).command[:-1], "tests.faults.web:app")
        web = self._start("web", command, environment)
        wait_until(lambda: self.is_open() or not lives(web.process.pid), STARTS_WITHIN_S)
        assert self.is_open(), read(self.log)
        return web

    def is_open(self) -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=2).ok
        except requests.RequestException:
            return False

    def _settings(self) -> Settings:
        settings: Settings = self.app.extensions["settings"]
        return settings.model_copy(update={"port": self.port})

    def _start(self, name: str, command: tuple[str, ...], environment: dict[str, str]) -> Started:
        started = Started(name, command, {**self._env, **environment}, self.log)
        self._started.append(started)
        return started

    def set_fault(self, name: str) -> None:
        (self.faults / name).touch()

    def clear_fault(self, name: str) -> None:
        (self.faults / name).unlink(missing_ok=True)

    def drawn(self) -> list[str]:
        """One line for each time an engine was asked: prompt, seed, process."""
        return read(self.faults / "drawn").splitlines()

    def close(self) -> list[str]:
        """Stops everything politely, then for good. Returns the names of what had to be killed."""
        for name in ("hold", "hold-second", "full"):
            self.clear_fault(name)
        members = [(started.name, each) for started in self._started for each in started.family()]
        for started in self._started:
            started.freeze(signal.SIGCONT)
            started.terminate()
        psutil.wait_procs([each for _, each in members], STOPS_WITHIN_S)
        left = [name for name, each in members if lives(each.pid)]
        for _, each in members:
            if lives(each.pid):
                each.kill()
        for started in self._started:
            started.process.wait(STOPS_WITHIN_S)
        self.stop_redis()
        return left

    def ask(self, user: User, prompt: str = "a red boat", num_outputs: int = 1) -> UUID:
        """Submits a request below the web and returns its id."""
        wish = Wish(prompt=prompt, width_px=64, height_px=64, model_backend="slow", num_outputs=num_outputs)
        with self.app.app_context():
            person = db.session.get_one(User, user.id)
            return submit(person, wish, os.urandom(8).hex()).id

    def in_app(self, ask: Callable[[], T]) -> T:
        """What `ask` says in the app's context."""
        with self.app.app_context():
            return ask()

    def only_request(self) -> UUID:
        """The id of the one request there is."""
        with self.app.app_context():
            return db.session.scalars(select(ImageRequest.id)).one()

    def row(self, request_id: UUID) -> ImageRequest:
        with self.app.app_context():
            return db.session.get_one(ImageRequest, request_id)

    def wait_for(self, request_id: UUID, status: str, within_s: float = 30.0) -> ImageRequest:
        """Waits until the request has this status and returns its row."""
        try:
            wait_until(lambda: self.row(request_id).status == status, within_s)
        except AssertionError:
            row = self.row(request_id)
            told = (row.status, row.stage, row.error_code, row.recoveries)
            raise AssertionError(f"not {status} but {told}\n{read(self.log)[-6000:]}") from None
        return self.row(request_id)

    def wait_until_held(self, request_id: UUID, within_s: float = 30.0) -> None:
        """Waits until a worker is in the middle of drawing and holds still there."""
        self.wait_for_stage(request_id, "Held", within_s)

    def wait_for_stage(self, request_id: UUID, stage: str, within_s: float = 30.0) -> None:
        """Waits until the request tells that it is at this stage."""
        wait_until(lambda: self.row(request_id).stage == stage, within_s)

    def assert_whole(self, request_id: UUID, pictures: int) -> None:
        """Each picture exactly once, with its file, thumbnails and price, and no file that nobody names."""
        # Thumbnails are made when the request has ended.
        bare = select(Image.id).where(Image.request_id == request_id, Image.small_path == "")
        wait_until(lambda: self.in_app(lambda: db.session.scalar(bare.limit(1))) is None)
        with self.app.app_context():
            made = db.session.scalars(select(Image).where(Image.request_id == request_id)).all()
            assert sorted(image.position for image in made) == list(range(pictures))
            for image in made:
                assert all(storage().exists(key) for key in (image.file_path, image.small_path, image.large_path))
            ids = [image.id for image in made]
            logged = select(func.count()).where(StableDiffusionUsageLog.image_id.in_(ids))
            assert db.session.scalar(logged) == pictures
            keys = list(storage().list_keys("pictures")) + list(storage().list_keys("thumbs"))
            assert named_keys(keys) == set(keys)
            assert list(storage().leftovers()) == []


class Browser:
    """A signed-in browser of a real person, with cookies and CSRF tokens taken from the pages."""

    def __init__(self, studio: Studio, name: str) -> None:
        self.base = f"http://127.0.0.1:{studio.port}"
        self.session = requests.Session()
        page = self.session.get(f"{self.base}/sign-in/", timeout=20).text
        answer = self.post("/sign-in/", page, name=name, password=PASSWORD)
        assert answer.url == f"{self.base}/generate/", answer.text

    def get(self, path: str, **kwargs: object) -> requests.Response:
        return self.session.get(self.base + path, timeout=20, **kwargs)  # type: ignore[arg-type]  # passed on as they are

    def post(self, path: str, page: str, **fields: str) -> requests.Response:
        """Posts a form with the token of `page`."""
        token = TOKEN.search(page)
        assert token, page
        return self.session.post(self.base + path, data={"csrf_token": token[1], **fields}, timeout=20)

    def form(self, prompt: str = "a red boat", **fields: str) -> tuple[str, dict[str, str]]:
        """Opens the composer and returns its page and what a person fills in."""
        page = self.get("/generate/").text
        key = KEY.search(page)
        assert key, page
        chosen = {"prompt": prompt, "model_backend": "slow", "shape": "1:1", "num_outputs": "1"}
        return page, {**chosen, "idempotency_key": key[1], **fields}

    def create(self, prompt: str = "a red boat", **fields: str) -> requests.Response:
        page, filled = self.form(prompt, **fields)
        return self.post("/generate/", page, **filled)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
