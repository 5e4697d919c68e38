"""A studio in which everything that can happen does, in an order that one number decides."""

import json
import os
import random
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from tests.chaos.engines import LEDGERS, Ledger
from tests.chaos.fate import Fate, Killed
from webapp.extensions import db
from webapp.models import Attempt, ImageRequest, User
from webapp.models.image_request import LIVE
from webapp.pipeline import status
from webapp.pipeline.forgotten import describe_forgotten, finish_forgotten
from webapp.pipeline.reaper import recover
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, retry, submit
from webapp.pipeline.watch import ask
from webapp.webhooks.service import take_in

ENGINES = ("chaos_free", "chaos_paid", "chaos_late")
SIDE_PX = 64
ROUNDS_TO_SETTLE = 60


class World:
    """Wishes, workers, watchers, clicks and messages; `touched` are requests that somebody or something harmed."""

    def __init__(self, app: Flask, people: list[UUID], seed: int) -> None:
        self.choose = random.Random(seed)
        self.fate = Fate(self.choose)
        self.ledger = Ledger(self.fate, self.choose)
        LEDGERS.append(self.ledger)
        self._app = app
        self._people = people
        self._keys: list[tuple[UUID, Wish, str, UUID]] = []
        self.asked: set[UUID] = set()
        self.cancelled: set[UUID] = set()
        self.fate.meanwhile = self._meanwhile

    def live_until(self, kills: int) -> None:
        """Lets things happen until so many processes have died."""
        steps: list[tuple[Callable[[], None], int]] = [
            (self._wish, 4),
            (self._wish_again, 1),
            (self._work, 8),
            (self._work_too_slowly, 1),
            (self._watch, 6),
            (self._cancel, 1),
            (self._retry, 1),
            (self._message, 2),
            (self._upkeep, 4),
        ]
        actions, weights = zip(*steps, strict=True)
        while self.fate.deaths.total() < kills:
            self._process(self.choose.choices(actions, weights)[0])

    def settle(self) -> None:
        """Lets nobody die any more and works until nothing is left to do."""
        self.fate.disarm()
        for _ in range(ROUNDS_TO_SETTLE):
            self._upkeep()
            for request_id in self._requests("queued"):
                self._run(request_id)
            for attempt_id in self._predictions():
                self._ask(attempt_id)
            if not self._requests(*LIVE) and not self._predictions():
                break
        self._upkeep()

    def _process(self, action: Callable[[], None]) -> None:
        """Does one thing as a process of its own does, which may die in the middle."""
        with suppress(Killed):
            action()
        self.fate.disarm()

    def _wish(self) -> None:
        person = self.choose.choice(self._people)
        wish = Wish(
            prompt="a {red|blue} boat",
            width_px=SIDE_PX,
            height_px=SIDE_PX,
            model_backend=self.choose.choice(ENGINES),
            num_outputs=self.choose.choice((1, 1, 2, 3)),
            seed=self.choose.randrange(2**31),
        )
        self._submit(person, wish, uuid4().hex)

    def _submit(self, person: UUID, wish: Wish, key: str) -> None:
        with self._app.app_context():
            request_id = submit(db.session.get_one(User, person), wish, key).id
        self.asked.add(request_id)
        self._keys.append((person, wish, key, request_id))

    def _wish_again(self) -> None:
        """The same form arrives twice."""
        if not self._keys:
            return
        person, wish, key, request_id = self.choose.choice(self._keys)
        with self._app.app_context():
            assert submit(db.session.get_one(User, person), wish, key).id == request_id

    def _work(self) -> None:
        """A worker takes a job: mostly one that waits, sometimes one that was handed out before."""
        found = self._requests("queued") if self.choose.random() < 0.8 else self._requests()
        if found:
            self.fate.arm()
            self._run(self.choose.choice(found))

    def _work_too_slowly(self) -> None:
        """A worker that stands still is given up, another goes on, and then the first one wakes."""
        found = self._requests("queued")
        if found:
            request_id = self.choose.choice(found)
            self.fate.freeze(lambda: self._take_over(request_id))
            self._run(request_id)

    def _take_over(self, request_id: UUID) -> None:
        self._upkeep()
        self._run(request_id)

    def _run(self, request_id: UUID) -> None:
        before, self.ledger.now = self.ledger.now, request_id
        try:
            with self._app.app_context():
                run(request_id)
        finally:
            self.ledger.now = before

    def _watch(self) -> None:
        found = self._predictions()
        if found:
            self.fate.arm()
            self._ask(self.choose.choice(found))

    def _ask(self, attempt_id: UUID) -> None:
        with self._app.app_context():
            ask(attempt_id)

    def _cancel(self) -> None:
        found = self._requests(*LIVE)
        if found:
            chosen = self.choose.choice(found)
            self.cancelled.add(chosen)
            with self._app.app_context():
                status.cancel(chosen)

    def _retry(self) -> None:
        """A person clicks twice on Retry."""
        found = self._requests("failed", "unknown", "cancelled")
        if not found:
            return
        with self._app.app_context():
            row = db.session.get_one(ImageRequest, self.choose.choice(found))
            first = retry(row, made=0).id
            assert retry(row, made=0).id == first
        self.asked.add(first)

    def _message(self) -> None:
        """A provider's message comes: about any prediction, at any time, sometimes twice, sometimes wrong."""
        if self.ledger.predictions:
            self._tell(self.choose.choice(sorted(self.ledger.predictions)))

    def _meanwhile(self, prediction_id: str) -> None:
        """What happens before a worker has kept the id that it was given."""
        chance = self.choose.random()
        if chance < 0.2:
            self._tell(prediction_id)
        elif chance < 0.3:
            self._watch_all()

    def _watch_all(self) -> None:
        for attempt_id in self._predictions():
            self._ask(attempt_id)

    def _tell(self, prediction_id: str) -> None:
        token = (self.ledger.predictions[prediction_id][1] or "").rpartition("/")[2]
        wrong = self.choose.random() < 0.2
        body = json.dumps({"id": f"{2**60:026x}" if wrong else prediction_id}).encode()
        message_id = os.urandom(8).hex()
        for _ in range(self.choose.choice((1, 2))):
            with self._app.app_context(), suppress(NotFound):
                take_in("chaos_paid" if wrong else "chaos_late", token, message_id, body)
        with self._app.app_context():
            found = db.session.scalar(select(Attempt.id).where(Attempt.token == token))
        if found is not None:
            self._ask(found)

    def _upkeep(self) -> None:
        """The caretaker finds every request whose worker died; nobody else works at this moment."""
        with self._app.app_context():
            running = select(ImageRequest.id, ImageRequest.lease_token).where(ImageRequest.status == "running")
            for request_id, lease_token in db.session.execute(running).all():
                recover(request_id, lease_token)
            finish_forgotten()
            describe_forgotten(older_than_s=-1.0)

    def _requests(self, *wanted: str) -> list[UUID]:
        with self._app.app_context():
            found = select(ImageRequest.id).order_by(ImageRequest.id)
            return list(db.session.scalars(found.where(ImageRequest.status.in_(wanted)) if wanted else found).all())

    def _predictions(self) -> list[UUID]:
        with self._app.app_context():
            waited = Attempt.finished_at.is_(None), Attempt.prediction_id.is_not(None)
            return list(db.session.scalars(select(Attempt.id).where(*waited).order_by(Attempt.id)).all())
