"""The cursor in the address: `?before=ID` goes on behind that picture."""

from collections.abc import Iterable, Mapping
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
    return this_url({"before": before}) if before else None


def this_url(changed: Mapping[str, Any], without: Iterable[str] = ()) -> str | None:
    """Returns the address of this view with its filters, some of them changed or left away; always without a page."""
    return url_of(request.endpoint, changed, without) if request.endpoint else None


def url_of(endpoint: str, changed: Mapping[str, Any], without: Iterable[str] = ()) -> str:
    """Returns the address of a view with the filters of this one, as `this_url` does."""
    left_away = {"before", "page", *without, *changed}
    kept = {name: given for name, given in request.args.lists() if name not in left_away and any(given)}
    return url_for(endpoint, **{**(request.view_args or {}), **kept, **changed})
