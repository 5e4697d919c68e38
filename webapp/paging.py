"""The cursor in the address: `?before=ID` goes on behind that picture."""

from typing import Any
from uuid import UUID

from flask import abort, request, url_for


def before_cursor() -> UUID | None:
    """Returns the picture to go on behind, or None for the first page. An odd cursor answers 404."""
    given = request.args.get("before")
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        abort(404)


def next_url(before: UUID | str | None) -> str | None:
    """Returns the address of the next page of this view, with its filters, or None at the end."""
    if not before or request.endpoint is None:
        return None
    kept = {key: value for key, value in request.args.items() if key != "before"}
    values: dict[str, Any] = {**(request.view_args or {}), **kept, "before": before}
    return url_for(request.endpoint, **values)
