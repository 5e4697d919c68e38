"""Fills one call of an engine that draws many at once: a request's own pictures, and others in the same shape.

Whoever joins is claimed, kept alive and ended like a request that came alone.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import update

from webapp import live
from webapp.database import patient, writing
from webapp.engines.batch import BatchEngine
from webapp.engines.check import check
from webapp.engines.errors import EngineError, Unsupported
from webapp.engines.types import EngineRequest, EngineResult
from webapp.extensions import db
from webapp.models import ImageRequest, User
from webapp.models.columns import utc_now
from webapp.pipeline import attempts, breaker, finish
from webapp.pipeline.dispatch import next_in_line
from webapp.pipeline.draw import keep, lose
from webapp.pipeline.ending import ending
from webapp.pipeline.engine_request import engine_request
from webapp.pipeline.lease import Heartbeat, claim
from webapp.pipeline.report import Reporter

MOST_LOOKED_AT = 64


@dataclass(frozen=True, slots=True)
class Seat:
    """One picture of a call, for a request that this worker holds."""

    row: ImageRequest
    position: int
    request: EngineRequest
    attempt_id: UUID
    report: Reporter
    lease_token: str


def make_all(request_id: UUID, lease_token: str, drawer: BatchEngine) -> None:
    """Makes all pictures of a claimed request, and of others that fit beside them, call by call."""
    while positions := finish.positions_to_make(request_id):
        row = db.session.get_one(ImageRequest, request_id)
        first = _request(row, positions[0])
        check(drawer, first)
        breaker.require_awake(row.model_backend)
        room = _room(drawer)
        with ExitStack() as held:
            mine = _take_seats(row, lease_token, positions[:room])
            others = list(_companions(row, first, drawer, room - len(mine), held))
            _make(drawer, mine, others)


def _room(drawer: BatchEngine) -> int:
    """Returns how many pictures one call draws; an engine that cannot even say so is the admin's matter."""
    try:
        return drawer.max_batch
    except EngineError as error:
        breaker.note_failure(drawer.name, error)
        raise


def _make(drawer: BatchEngine, mine: list[Seat], others: list[list[Seat]]) -> None:
    """Makes one call and ends the others' part of it first: what the own one raises is the caller's to end."""
    seats = [*mine, *(seat for group in others for seat in group)]
    started = time.monotonic()
    outcomes = dict(zip((seat.attempt_id for seat in seats), _call(drawer, seats), strict=True))
    seconds_each = (time.monotonic() - started) / len(seats)
    for group in others:
        with ending(group[0].row.id, group[0].lease_token):
            _settle(group, outcomes, seconds_each)
            finish.finish(group[0].row.id, group[0].lease_token)
    _settle(mine, outcomes, seconds_each)


def _call(drawer: BatchEngine, seats: Sequence[Seat]) -> Sequence[EngineResult | Exception]:
    try:
        return drawer.run_many([seat.request for seat in seats], [seat.report for seat in seats])
    except Exception as error:  # noqa: BLE001 - whatever broke, broke for each of them, and each is ended by it
        return [error] * len(seats)


def _settle(seats: list[Seat], outcomes: dict[UUID, EngineResult | Exception], seconds: float) -> None:
    """Keeps the pictures of one request, then raises what went wrong with another of them."""
    trouble: Exception | None = None
    for seat in seats:
        outcome = outcomes[seat.attempt_id]
        if isinstance(outcome, EngineResult):
            keep(seat.row, seat.position, seat.request, seat.attempt_id, outcome, seconds, seat.lease_token)()
            breaker.note_success(seat.row.model_backend)
            continue
        if isinstance(outcome, EngineError):
            lose(seat.row, seat.attempt_id, outcome, seconds)
            breaker.note_failure(seat.row.model_backend, outcome)
        trouble = trouble or outcome
    if trouble is not None:
        raise trouble


def _companions(
    row: ImageRequest, first: EngineRequest, drawer: BatchEngine, room: int, held: ExitStack
) -> Iterator[list[Seat]]:
    """Claims what waits in the shape of `first` while there is room, and yields its seats; `held` keeps it alive."""
    key, app = drawer.batch_key(first), _app()
    for other in _candidates(row) if room else []:
        if other.num_outputs > room or not _fits(other, drawer, key):
            continue
        lease_token = claim(other.id)
        if lease_token is None:
            continue
        held.callback(live.drop_preview, other.id)
        held.enter_context(Heartbeat(app, other.id, lease_token))
        seats = _join(other, lease_token)
        if seats:
            room -= len(seats)
            yield seats


def _join(row: ImageRequest, lease_token: str) -> list[Seat]:
    """Takes the seats of a request that was claimed to share a call; none when it ended before."""
    with ending(row.id, lease_token):
        _note_served(row.user_id)
        finish.describe_last(row.id)
        positions = finish.positions_to_make(row.id)
        if positions:
            return _take_seats(row, lease_token, positions)
        finish.finish(row.id, lease_token)
    return []


def _candidates(row: ImageRequest) -> list[ImageRequest]:
    """Returns what waits for the same engine in about the same shape, in the order of the line."""
    alike = next_in_line(
        ImageRequest.model_backend == row.model_backend,
        ImageRequest.operation == row.operation,
        ImageRequest.width_px == row.width_px,
        ImageRequest.height_px == row.height_px,
    )
    found = db.session.execute(alike.limit(MOST_LOOKED_AT)).all()
    return [db.session.get_one(ImageRequest, each.id) for each in found]


def _fits(other: ImageRequest, drawer: BatchEngine, key: object) -> bool:
    request = _request(other, 0)
    try:
        check(drawer, request)
    except Unsupported:
        return False
    return drawer.batch_key(request) == key


def _take_seats(row: ImageRequest, lease_token: str, positions: list[int]) -> list[Seat]:
    report = Reporter(row.id, lease_token, positions[0], row.num_outputs, share=len(positions))
    return [
        Seat(
            row,
            position,
            _request(row, position),
            attempts.begin(row.id, position, lease_token).id,
            report,
            lease_token,
        )
        for position in positions
    ]


def _request(row: ImageRequest, position: int) -> EngineRequest:
    return engine_request(row, position)


@patient
def _note_served(user_id: UUID) -> None:
    with writing() as session:
        session.execute(update(User).where(User.id == user_id).values(last_served_at=utc_now()))


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]  # for the heartbeat's thread
