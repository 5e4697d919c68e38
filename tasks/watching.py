"""Looks at one prediction as soon as its provider said that it is done."""

from uuid import UUID

from webapp.pipeline.watch import ask


def collect_prediction(attempt_id: str) -> None:
    """Asks for the prediction of this attempt once; the worker gives the app context. The watcher asks on."""
    ask(UUID(attempt_id))
