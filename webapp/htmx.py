"""One URL, two sizes of answer: the whole page, or the fragment when HTMX asks."""

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import wants_fragment


def page_or_fragment(page: str, fragment: str, status: int = 200, **context: object) -> Response:
    """Renders `fragment` when HTMX asks for a part, else `page`."""
    name = fragment if is_partial() else page
    answer = make_response(render_template(name, **context), status)
    answer.vary.update(["HX-Request", "Cookie"])
    return answer


def is_partial() -> bool:
    """Tells whether a fragment is wanted (and not a whole page, as when history is restored)."""
    return wants_fragment() and request.headers.get("HX-History-Restore-Request") != "true"


def go(url: str) -> BaseResponse:
    """Sends the browser to `url`, by a header when HTMX asked."""
    if wants_fragment():
        answer = make_response("", 204)
        answer.headers["HX-Redirect"] = iri_to_uri(url)
        return answer
    return redirect(url, code=303)


def safe_next(fallback: str = "generate.index") -> str:
    """Returns the path in `?next=` when it stays on this site, else the page called `fallback`."""
    wanted = request.values.get("next", "")
    # One slash, nothing that browsers read as a slash, nothing they drop: such a path names no host.
    is_path = wanted.startswith("/") and not wanted.startswith("//")
    is_plain = wanted.isprintable() and "\\" not in wanted
    return wanted if is_path and is_plain else url_for(fallback)
