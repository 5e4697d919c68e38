"""Errors for people, in three renderings: a page, a toast for HTMX, JSON."""

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError


class AppError(Exception):
    """Something a person should read. `status` stays in the HTTP answer and never reaches the page."""

    status = 400
    code = "bad_request"
    title = "That did not work"
    sentence = "Please try again."
    retry_after_s: int | None = None

    def __init__(self, sentence: str | None = None) -> None:
        self.sentence = sentence or self.sentence
        super().__init__(self.sentence)


class Busy(AppError):
    status = 503
    code = "busy"
    title = "One moment"
    sentence = "The studio is busy right now. Nothing you typed is lost: try again in a few seconds."
    retry_after_s = 5


class Forbidden(AppError):
    status = 403
    code = "forbidden"
    title = "Not yours to change"
    sentence = "You can look at this, but only its owner can change it."


class TooMany(AppError):
    status = 429
    code = "too_many"
    title = "A little slower, please"
    sentence = "That was a lot in a short time. Wait a moment and try again."
    retry_after_s = 30


WORDS: dict[int, tuple[str, str, str]] = {
    400: (
        "bad_request",
        "That did not work",
        "Something in this request did not make sense. Go back and try again.",
    ),
    401: ("signed_out", "Please sign in", "Sign in to go on."),
    403: ("forbidden", Forbidden.title, Forbidden.sentence),
    404: ("not_found", "Nothing here", "This page or picture does not exist, or it is not shared with you."),
    405: ("not_allowed", "That did not work", "This address does not take that. Go back and try again."),
    413: ("too_large", "Too large", "This is more than the studio accepts. Send something smaller."),
    429: ("too_many", TooMany.title, TooMany.sentence),
    500: (
        "failed",
        "Something broke here",
        "This was our fault, not yours. Try again; if it stays, tell your admin the code below.",
    ),
    503: ("busy", Busy.title, Busy.sentence),
}


def register(app: Flask) -> None:
    """Makes every error of `app` answer in words."""
    app.register_error_handler(AppError, _app_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_error)


def _app_error(error: AppError) -> ResponseReturnValue:
    return render_error(error.status, error.code, error.title, error.sentence, error.retry_after_s)


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    sentence = "This page had been open for too long. Reload it and try again."
    answer = render_error(403, "stale_page", "Please reload", sentence)
    if wants_fragment():
        answer.headers["HX-Refresh"] = "true"
    return answer


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    code, title, sentence = WORDS.get(status, WORDS[400 if status < 500 else 500])
    return render_error(status, code, title, sentence, 30 if status == 429 else None)


def _database_error(error: OperationalError) -> ResponseReturnValue:
    """The database is locked or away: for the person it is the same, and nothing was changed."""
    return _app_error(Busy()) if "locked" in str(error.orig) else _unavailable(error)


def _unavailable(error: OperationalError) -> ResponseReturnValue:
    if error.connection_invalidated or error.statement is None:
        return _app_error(Busy())
    return _http_error(InternalServerError(original_exception=error))


def render_error(status: int, code: str, title: str, sentence: str, retry_after_s: int | None = None) -> Response:
    """Answers with `sentence` in the form the caller asked for: JSON, toast fragment or page."""
    request_id = g.get("request_id", "")
    if wants_json():
        answer = jsonify({"error": {"code": code, "message": sentence, "request_id": request_id}})
    elif wants_fragment():
        answer = make_response(render_template("errors/_toast.html", sentence=sentence))
        answer.headers["HX-Retarget"] = "#toasts"
        answer.headers["HX-Reswap"] = "beforeend"
    else:
        answer = make_response(
            render_template("errors/page.html", title=title, sentence=sentence, request_id=request_id)
        )
    answer.status_code = status
    if retry_after_s is not None:
        answer.headers["Retry-After"] = str(retry_after_s)
    return answer


def wants_fragment() -> bool:
    """Tells whether HTMX asked for a part of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def wants_json() -> bool:
    """Tells whether the caller prefers JSON to a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return bool(best == "application/json")
