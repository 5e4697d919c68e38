"""Reads pictures aloud."""

from uuid import UUID

from webapp.narration.work import narrate


def narrate_image(narration_id: str) -> None:
    """Carries out the narration with this id; the worker gives the app context."""
    narrate(UUID(narration_id))
