"""Carries on with a change of very many pictures."""

from uuid import UUID

from webapp.bulk.jobs import carry_on


def carry_on_bulk(job_id: str) -> None:
    """Does what is left of the job with this id; the worker gives the app context."""
    carry_on(UUID(job_id))
