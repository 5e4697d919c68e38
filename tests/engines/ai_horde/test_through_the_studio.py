"""A request waits in the volunteers' line without holding a worker, and ends in a picture or in plain words."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask

from tests.engines.ai_horde.conftest import fetcher_for
from tests.engines.fake.ai_horde import FakeHorde
from tests.pipeline.wishes import asked, fresh
from webapp.engines import registry
from webapp.engines.ai_horde.engine import AIHorde
from webapp.extensions import db
from webapp.models import Image, ImageRequest, User
from webapp.pipeline import attempts, status, watch
from webapp.pipeline.run import run

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture(autouse=True)
def _set_up(app: Flask, fake: FakeHorde) -> Iterator[None]:
    kept = dict(registry._options)
    registry.configure(kept | {"ai_horde_enabled": "true", "ai_horde_base_url": fake.url, "ai_horde_api_key": fake.key})
    made = registry.engine("ai_horde")
    assert isinstance(made, AIHorde)
    made.fetcher = fetcher_for(fake)
    yield
    registry.configure(kept)


@pytest.fixture
def waiting(alice: User) -> ImageRequest:
    row = asked(alice, "boat", model_backend="ai_horde", width_px=512, height_px=512)
    run(row.id)
    return row


def look() -> None:
    """Looks once, as the watching process does: with nothing remembered of the rows."""
    db.session.remove()
    for attempt_id in attempts.all_open_predictions():
        watch.ask(attempt_id)


def test_the_place_in_the_line_is_told_and_then_the_picture_is_there(waiting: ImageRequest, fake: FakeHorde) -> None:
    fake.looks = [{"queue_position": 3, "wait_time": 20}, {"processing": 1, "waiting": 0}]
    look()
    assert (fresh(waiting).status, fresh(waiting).stage) == ("waiting", "About 20 s, in AI Horde's line · 3")
    look()
    assert fresh(waiting).stage == "A volunteer is drawing"
    look()
    assert (fresh(waiting).status, fresh(waiting).credits) == ("completed", 11)
    assert [image.seed for image in db.session.query(Image)] == [waiting.seed]
    assert fake.creates == 1


def test_what_nobody_can_draw_fails_in_plain_words(waiting: ImageRequest, fake: FakeHorde) -> None:
    fake.looks = [{"is_possible": False}]
    look()
    row = fresh(waiting)
    assert (row.status, row.error_code) == ("failed", "not_possible")
    assert "smaller size" in (row.error_message or "")


def test_cancelling_takes_it_out_of_the_line(waiting: ImageRequest, fake: FakeHorde) -> None:
    status.cancel(waiting.id)
    look()
    assert fake.deleted == [str(UUID(int=1))]
    assert attempts.all_open_predictions() == []
