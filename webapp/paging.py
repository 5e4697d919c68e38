"""The cursor in the address: `?before=ID` goes on behind that picture, `?before=MOMENT.ID` where a moment leads."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import abort, request, url_for

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOMENT = re.compile(r"([0-9]{1,17})\.([0-9a-f-]{36})")


def before_cursor() -> UUID | None:
    """Returns the picture to go on behind, or None for the first page. An odd cursor answers 404."""
    given = request.args.get("before")
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        abort(404)


def before_moment() -> tuple[datetime, UUID] | None:
    """Returns the moment and the picture to go on behind, or None for the first page. An odd cursor answers 404."""
    given = request.args.get("before")
    if not given:
        return None
    found = _MOMENT.fullmatch(given)
    try:
        return (_EPOCH + int(found[1]) * _MICROSECOND, UUID(found[2])) if found else abort(404)
    except ValueError:
        abort(404)


def moment_cursor(moment: datetime, picture_id: UUID) -> str:
    """Returns the cursor behind this picture: its moment in microseconds since 1970, which loses nothing."""
    return f"{(moment - _EPOCH) // _MICROSECOND}.{picture_id}"


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
