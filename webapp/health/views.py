"""/healthz for whoever restarts processes, /readyz for whoever sends people here."""

from dataclasses import asdict

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.health.service import readiness

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answers while the process is up, whatever else is away."""
    return jsonify(status="up")


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answers 200 when people can be served, else 503."""
    state = readiness()
    word = "ready" if state.is_ready else "not ready"
    answer = jsonify(status=word, **asdict(state))
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if state.is_ready else 503
