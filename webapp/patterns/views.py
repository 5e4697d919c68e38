"""The patterns page, for admins."""

from flask import Blueprint, abort, render_template
from flask_login import current_user

from webapp.access import signed_in
from webapp.patterns import forms, samples

bp = Blueprint("patterns", __name__, url_prefix="/admin/patterns")


@bp.get("/")
@signed_in
def index() -> str:
    """Shows every component in every state."""
    if not current_user.is_admin:
        abort(404)
    return render_template(
        "admin/patterns.html",
        cards=samples.sample_cards(),
        views=samples.sample_views(),
        plain=forms.plain_form(),
        wrong=forms.wrong_form(),
        next_url=None,
        form=forms.wrong_composer(),
        blocks=samples.BLOCKS,
        final=samples.FINAL,
        styles=samples.sample_styles(),
        themes=samples.sample_themes(),
        chosen_theme="wood",
        suited=samples.sample_styles()[:2],
        engine=samples.ENGINE,
        estimate=12.0,
        remaining=488.0,
    )
