"""Styles for tests."""

from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.scene import carry_out, composed, requests_in
from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion, User
from webapp.style_writing import StyleDraft, Wording, create_style, save_version

SAID = {
    "name": "Chalk",
    "purpose": "For calm covers.",
    "category": "Drawing",
    "prompt": "soft chalk",
    "negative_prompt": "photo",
    "style_preset": "",
    "visibility": "private",
    "place_image": "append",
    "place_scene": "append",
    "place_narration": "append",
}


def make_style(app: Flask, owner: User, prompt: str = "soft chalk, rain", **values: Any) -> PromptHelper:
    """Makes a style called Chalk unless told otherwise."""
    with app.app_context():
        return create_style(owner.id, StyleDraft(**{"name": "Chalk", "wording": Wording(prompt), **values}))


def reword(app: Flask, style: PromptHelper, author: User, prompt: str, notes: str = "") -> int:
    """Saves other words and returns their number."""
    with app.app_context():
        return save_version(style.id, author.id, Wording(prompt), notes).number


def versions_of(app: Flask, style_id: UUID) -> list[PromptHelperVersion]:
    with app.app_context():
        wanted = select(PromptHelperVersion).where(PromptHelperVersion.prompt_helper_id == style_id)
        return list(db.session.scalars(wanted.order_by(PromptHelperVersion.number)))


def use(app: Flask, client: FlaskClient, style: PromptHelper) -> UUID:
    """Makes a picture with a style through Create and returns its id."""
    answer = client.post("/generate/", data=composed(client, style=style.slug, num_outputs="1"))
    assert answer.status_code == 303
    (made,) = carry_out(app, requests_in(app)[-1].id)
    return made
