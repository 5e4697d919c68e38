"""The addresses of people's pages, and how the app learns who is there."""

from urllib.parse import urlsplit

from flask import Blueprint, Request, abort, request, url_for
from werkzeug.wrappers import Response

from webapp.access import signed_in
from webapp.accounts import entrance, profile, sessions
from webapp.errors import wants_fragment, wants_json
from webapp.extensions import login
from webapp.htmx import go
from webapp.models import User

bp = Blueprint("accounts", __name__)
bp.before_app_request(entrance.lead_to_set_up)

bp.add_url_rule("/set-up/", view_func=entrance.set_up, methods=["GET", "POST"])
bp.add_url_rule("/sign-in/", view_func=entrance.sign_in, methods=["GET", "POST"])
bp.add_url_rule("/sign-out/", view_func=entrance.sign_out, methods=["POST"])
bp.add_url_rule("/register/", view_func=entrance.register, methods=["GET", "POST"])
bp.add_url_rule("/register/<token>/", view_func=entrance.register, methods=["GET", "POST"])

for path, view, method in (
    ("/profile/", profile.profile, "GET"),
    ("/profile/name/", profile.rename, "POST"),
    ("/profile/narrations/", profile.choose_narrations, "POST"),
    ("/profile/password/", profile.change_password, "POST"),
    ("/profile/theme/", profile.choose_theme, "POST"),
    ("/profile/sessions/<uuid:session_id>/revoke/", profile.revoke_session, "POST"),
):
    bp.add_url_rule(path, view_func=signed_in(view), methods=[method])

# Sessions are rows of ours; Flask-Login's own marks in the cookie are not used.
login.session_protection = None


@login.request_loader  # type: ignore[untyped-decorator]  # Flask-Login ships no types
def load_user(_request: Request) -> User | None:
    """Returns who is signed in."""
    return sessions.load_user()


@login.unauthorized_handler  # type: ignore[untyped-decorator]  # the same
def ask_to_sign_in() -> Response:
    """Leads a guest to the sign-in page, and from there back to where they wanted to go."""
    if wants_json():
        abort(401)
    return go(url_for("accounts.sign_in", next=_wanted_path() or None))


def _wanted_path() -> str:
    """Returns the path of the page that the guest wanted or, for a part of it or a change, was on."""
    if wants_fragment():
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        return f"{page.path}?{page.query}" if page.query else page.path
    if request.method not in {"GET", "HEAD"}:
        return ""
    return request.full_path.removesuffix("?")
