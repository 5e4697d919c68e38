"""Create takes the styles a person may see, in their newest words, and remembers which one was used."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.cast import QuickEngine
from tests.prompt_helpers.scene import make_style, reword
from tests.scene import carry_out, composed, requests_in
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, PromptHelper, PromptHelperUse, User

GONE = "This style is not there any more"


def test_one_s_own_style_is_used_in_its_newest_words(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    style = make_style(app, alice)
    reword(app, style, alice, "thick chalk")
    for _ in range(2):
        assert as_alice.post("/generate/", data=composed(as_alice, style=style.slug)).status_code == 303
    assert [request.final_prompt for request in requests_in(app)] == ["a red boat, thick chalk"] * 2
    with app.app_context():
        (use,) = db.session.scalars(select(PromptHelperUse)).all()
        assert (use.user_id, use.prompt_helper_id) == (alice.id, style.id)


def test_somebody_elses_private_style_and_a_deleted_one_are_not_there(
    app: Flask, as_charlie: FlaskClient, alice: User, charlie: User, quick: QuickEngine
) -> None:
    private = make_style(app, alice)
    deleted = make_style(app, charlie)
    with app.app_context(), writing() as session:
        session.get_one(PromptHelper, deleted.id).deleted_at = datetime.now(UTC)
    for style in (private, deleted):
        answer = as_charlie.post("/generate/", data=composed(as_charlie, style=style.slug))
        assert (answer.status_code, GONE in answer.text) == (422, True)
    shared = make_style(app, alice, visibility="shared")
    assert as_charlie.post("/generate/", data=composed(as_charlie, style=shared.slug)).status_code == 303


def test_a_remix_leaves_out_a_style_that_is_not_shared(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    style = make_style(app, alice)
    as_alice.post("/generate/", data=composed(as_alice, style=style.slug))
    (made, *_) = carry_out(app, requests_in(app)[0].id)
    with app.app_context(), writing() as session:
        image = session.get_one(Image, made)
        image.visibility, image.allows_remix = "public", True
    page = as_bob.get(f"/generate/?remix={made}")
    assert page.status_code == 200
    assert style.slug not in page.text
    assert "soft chalk" not in page.text
