"""A version shows what it looks like: three small pictures, drawn once by each engine, seen where the style is."""

import io
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels
from sqlalchemy import func, select

from tests.cast import QuickEngine
from tests.styles.making import make_style
from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import (
    Image,
    ImageRequest,
    PromptHelper,
    PromptHelperUse,
    PromptHelperVersion,
    StableDiffusionUsageLog,
    StyleProbe,
    StyleProbePicture,
    User,
)
from webapp.pipeline.dispatch import next_in_line
from webapp.pipeline.probes import SUBJECTS, draw_missing
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, submit
from webapp.pipeline.sweep import named_keys


@pytest.fixture
def style_id(app: Flask, alice: User) -> UUID:
    with app.app_context():
        return make_style(alice.id, "Quiet").id


def count(app: Flask, column: object) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(column))) or 0  # type: ignore[arg-type]  # any mapped column


def draw(app: Flask) -> list[ImageRequest]:
    """Draws all probes that wait."""
    with app.app_context():
        waiting = db.session.scalars(select(ImageRequest).where(ImageRequest.kind == "probe")).all()
        for each in [request.id for request in waiting]:
            run(each)
        db.session.expire_all()
        return list(db.session.scalars(select(ImageRequest).where(ImageRequest.kind == "probe")).all())


def test_three_subjects_are_drawn_small_and_shown(
    app: Flask, style_id: UUID, as_alice: FlaskClient, quick: QuickEngine
) -> None:
    assert as_alice.post(f"/styles/{style_id}/probes/", data={"engine": "quick"}).status_code == 303
    (asked,) = draw(app)
    assert asked.status == "completed"
    assert [prompt for prompt, _ in asked.picture_prompts] == [f"{each}, Quiet words" for each in SUBJECTS]
    with app.app_context():
        (probe,) = db.session.scalars(select(StyleProbe)).all()
        urls = [f"/styles/probes/{probe.id}/{position}.webp" for position in range(3)]
        assert set(named_keys([each.file_path for each in probe.pictures])) == {x.file_path for x in probe.pictures}
    with as_alice.get(urls[0]) as answer:
        assert Pixels.open(io.BytesIO(answer.data)).size == (240, 180)
    page = as_alice.get(f"/prompt-helpers/{style_id}/").text
    assert all(url in page for url in urls)
    assert urls[0] in as_alice.get("/styles/?whose=mine").text


def test_they_hang_nowhere_and_are_no_use_of_the_style(
    app: Flask, style_id: UUID, as_alice: FlaskClient, quick: QuickEngine
) -> None:
    as_alice.post(f"/styles/{style_id}/probes/", data={"engine": "quick"})
    assert "A look at Quiet" not in as_alice.get("/generate/").text
    draw(app)
    with app.app_context():
        ids = [str(each) for each in db.session.scalars(select(Image.id)).all()]
    for path in ("/generate/", "/user-images/", f"/prompt-helpers/{style_id}/pictures/"):
        assert not any(each in as_alice.get(path).text for each in ids)
    assert count(app, PromptHelperUse.user_id) == 0
    assert count(app, StableDiffusionUsageLog.id) == 3


def test_asked_twice_it_is_drawn_once(app: Flask, style_id: UUID, as_alice: FlaskClient, quick: QuickEngine) -> None:
    for _ in range(2):
        as_alice.post(f"/styles/{style_id}/probes/", data={"engine": "quick"})
    assert len(draw(app)) == 1
    assert count(app, StyleProbe.id) == 1


def test_the_price_is_said_before_one_asks(
    style_id: UUID, as_alice: FlaskClient, quick: QuickEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.pipeline.probes.estimate", lambda name, wish: wish.num_outputs * (name == "quick"))
    page = as_alice.get(f"/prompt-helpers/{style_id}/").text
    assert "Sketchbook · free" in page
    assert "Quick · 3 credits" in page


def test_one_that_was_cut_off_before_it_was_asked_for_is_asked_for_again(app: Flask, style_id: UUID) -> None:
    with app.app_context():
        version = db.session.scalars(select(PromptHelperVersion.id).filter_by(prompt_helper_id=style_id)).one()
        with writing() as session:
            session.add(StyleProbe(version_id=version, model_backend="builtin"))
        assert draw_missing() == 0
        with writing() as session:
            session.scalars(select(StyleProbe)).one().created_at -= timedelta(hours=1)
        assert draw_missing() == 1


def test_without_credits_nothing_is_kept_and_a_sentence_says_so(
    app: Flask, alice: User, style_id: UUID, as_alice: FlaskClient, quick: QuickEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.pipeline.quota.price_of", lambda _row, number: 1000.0 * number)
    answer = as_alice.post(f"/styles/{style_id}/probes/", data={"engine": "quick"}, follow_redirects=True)
    assert "credits" in answer.text
    assert count(app, StyleProbe.id) == 0


def test_people_come_first(app: Flask, alice: User, bob: User, style_id: UUID, quick: QuickEngine) -> None:
    with app.app_context():
        assert draw_missing() == 1
        asked = submit(db.session.get_one(User, bob.id), Wish("a boat", 64, 64, "quick"), "bobs-key")
        with writing() as session:
            session.query(ImageRequest).update({"dispatched_at": None})
        waiting = [row.id for row in db.session.execute(next_in_line()).all()]
        assert waiting[0] == asked.id
        assert len(waiting) == 2


def test_missing_ones_are_asked_for_a_few_at_a_time_and_never_again(app: Flask, alice: User, style_id: UUID) -> None:
    with app.app_context():
        assert draw_missing() == 1
        assert draw_missing() == 0
    (asked,) = draw(app)
    assert (asked.model_backend, asked.status) == ("builtin", "completed")
    with app.app_context():
        assert draw_missing() == 0


def test_files_of_a_deleted_style_are_named_no_more(
    app: Flask, alice: User, style_id: UUID, as_alice: FlaskClient, quick: QuickEngine
) -> None:
    as_alice.post(f"/styles/{style_id}/probes/", data={"engine": "quick"})
    draw(app)
    with app.app_context():
        keys = list(db.session.scalars(select(StyleProbePicture.file_path)).all())
        with writing() as session:
            style = session.get_one(PromptHelper, style_id)
            for version in style.versions:
                session.delete(version)
            session.delete(style)
        assert named_keys(keys) == set()
        assert all(storage().exists(key) for key in keys)
