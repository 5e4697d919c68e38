"""Changes a picture."""

from uuid import UUID

from webapp.pipeline.run import run


def process_edit_image_request(request_id: str) -> None:
    """Carries out the request with this id; the worker gives the app context."""
    run(UUID(request_id))
