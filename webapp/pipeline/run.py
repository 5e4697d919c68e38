"""What a worker does with a request: claim it, draw each picture, save it, finish."""

from contextlib import ExitStack
from uuid import UUID

from flask import current_app

from webapp import live
from webapp.engines.base import LaterEngine
from webapp.engines.batch import BatchEngine
from webapp.engines.check import check
from webapp.engines.errors import EngineError
from webapp.engines.registry import engine
from webapp.extensions import db
from webapp.models import ImageRequest
from webapp.pipeline import batch, breaker, finish, predict, status
from webapp.pipeline.dispatch import dispatch
from webapp.pipeline.draw import Afterwards, draw
from webapp.pipeline.ending import ending
from webapp.pipeline.engine_request import engine_request
from webapp.pipeline.lease import Heartbeat, claim


def run(request_id: UUID) -> None:
    """Carries out a request, or leaves quietly when it is done, cancelled or somebody else's."""
    lease_token = claim(request_id)
    if lease_token is None:
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask's way to hand the app to a thread
    try:
        with Heartbeat(app, request_id, lease_token):
            _make_all(request_id, lease_token)
    finally:
        live.drop_preview(request_id)
        dispatch()


def _make_all(request_id: UUID, lease_token: str) -> None:
    with ending(request_id, lease_token):
        finish.describe_last(request_id)
        drawer = engine(db.session.get_one(ImageRequest, request_id).model_backend)
        with ExitStack() as afterwards:
            if isinstance(drawer, BatchEngine):
                batch.make_all(request_id, lease_token, drawer)
            else:
                for position in finish.positions_to_make(request_id):
                    afterwards.close()
                    afterwards.callback(_make_one(request_id, lease_token, position))
            finish.finish(request_id, lease_token)


def _make_one(request_id: UUID, lease_token: str, position: int) -> Afterwards:
    """Makes the picture at `position`, or sends the call for it to a provider that answers later.

    Returns what is left to do once it is shown.
    """
    afterwards: Afterwards = _nothing
    row = db.session.get_one(ImageRequest, request_id)
    request = engine_request(row, position)
    drawer = engine(row.model_backend)
    check(drawer, request)
    breaker.require_awake(row.model_backend)
    try:
        if isinstance(drawer, LaterEngine) and drawer.answers_later(request):
            predict.send(row, position, drawer, request, lease_token)
        else:
            afterwards = draw(row, position, drawer, request, lease_token)
            progress = (position + 1) / row.num_outputs
            status.change(row.id, from_=("running",), held_by=lease_token, progress=progress, stage="")
    except EngineError as error:
        breaker.note_failure(row.model_backend, error)
        raise
    breaker.note_success(row.model_backend)
    return afterwards


def _nothing() -> None:
    """What is left to do when the picture comes later."""
