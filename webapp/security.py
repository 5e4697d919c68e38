"""What guards every answer: cookies, headers, where a request came from, how often it may."""

import os
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.config import Settings
from webapp.errors import AppError
from webapp.limits import UNSAFE_METHODS, init_limits
from webapp.storage.s3_settings import read_s3_settings

SESSION_DAYS = 60
HSTS_S = 365 * 24 * 3600
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PERSONAL_TYPES = frozenset({"text/html", "application/json"})


class FromElsewhere(AppError):
    """Another site tried to change something here."""

    status = 403
    code = "from_elsewhere"
    title = "Not from here"
    sentence = "This was sent from another site, so nothing was changed. Open the studio and try again there."


def init_security(app: Flask) -> None:
    """Guards `app`: call it after the extensions are bound and before the blueprints."""
    settings: Settings = app.extensions["settings"]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]  # Flask's own way
    configure_cookies(app, settings)
    # Referer is stripped by careful browsers; refuse_other_sites asks Sec-Fetch-Site and Origin instead.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.extensions["fixed_headers"] = _fixed_headers(settings)
    init_limits(app)
    # Before all else, as the CSRF check reads the form.
    app.before_request_funcs.setdefault(None, []).insert(0, limit_plain_forms)
    app.before_request(refuse_other_sites)
    app.after_request(add_headers)


def configure_cookies(app: Flask, settings: Settings) -> None:
    """Makes the session cookie strict. Browsers accept `__Host-` only with Secure, Path=/ and no Domain."""
    is_secure = settings.has_secure_cookies
    app.config.update(
        SESSION_COOKIE_NAME="__Host-session" if is_secure else "session",
        SESSION_COOKIE_SECURE=is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_DOMAIN=None,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=SESSION_DAYS),
        # "Remember me" cookies are not used; those of other apps on this host must not count.
        REMEMBER_COOKIE_NAME="atelier-unused",
    )


def limit_plain_forms() -> None:
    """Refuses long forms before they are read: Werkzeug's own limit for form fields knows multipart alone."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


def refuse_other_sites() -> None:
    """Refuses a change that another site sends. Raises FromElsewhere.

    Browsers say where a request comes from in Sec-Fetch-Site, and over plain HTTP in Origin. A client that
    says neither is no browser with somebody else's cookie, and still needs the CSRF token.
    """
    if request.method not in UNSAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin == "null" or (site is not None and site not in {"same-origin", "none"}):
        raise FromElsewhere
    if site is None and origin is not None and not _is_ours(origin):
        raise FromElsewhere


def _is_ours(origin: str) -> bool:
    settings: Settings = current_app.extensions["settings"]
    return origin in {f"{request.scheme}://{request.host}", _origin(settings.base_url)}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def add_headers(answer: Response) -> Response:
    """Adds what keeps browsers strict. What a view set itself stays, such as the policy of a served file."""
    for name, value in current_app.extensions["fixed_headers"].items():
        answer.headers.setdefault(name, value)
    if answer.mimetype in PERSONAL_TYPES:
        answer.vary.update(["HX-Request", "Cookie"])
        if "Cache-Control" not in answer.headers:
            person = g.get("_login_user")
            is_personal = person is not None and person.is_authenticated
            answer.headers["Cache-Control"] = "private, no-store" if is_personal else "private, no-cache"
    return answer


def _fixed_headers(settings: Settings) -> dict[str, str]:
    headers = {**HEADERS, "Content-Security-Policy": content_policy(_media_origin(settings))}
    if settings.public_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={HSTS_S}"
    return headers


def content_policy(media_origin: str = "") -> str:
    """Returns the policy of every page: our own files alone, and media from `media_origin` if given."""
    media = f" {media_origin}" if media_origin else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' blob:{media}",
            f"media-src 'self'{media}",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def _media_origin(settings: Settings) -> str:
    """Returns where signed addresses lead: the S3 server's origin (its buckets are folders there)."""
    if not settings.storage_url:
        return ""
    s3 = read_s3_settings(os.environ)
    return _origin(s3.endpoint or f"https://s3.{s3.region}.amazonaws.com")
