"""Failed requests, many at once: asked for again, or cleared from the list."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, fresh, requests_in
from webapp.bulk import failed
from webapp.engines.errors import Unsupported
from webapp.models import ImageRequest, User
from webapp.pipeline.status import move

ADDRESS = "/user-images/bulk/failed/"


def fail(app: Flask, user: User) -> UUID:
    """Submits a request that fails."""
    made = ask(app, user)
    with app.app_context():
        assert move(made, "failed", error_message="The engine was away.")
    return made


def said(client: FlaskClient, **data: object) -> str:
    answer = client.post(ADDRESS, data=data)
    assert answer.status_code == 303
    return client.get(answer.headers["Location"]).text


def test_those_chosen_are_asked_for_again_once(
    app: Flask, quick: QuickEngine, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    chosen, other, others = fail(app, alice), fail(app, alice), fail(app, bob)
    for words in ("1 asked for again.", "Nothing was asked for again."):
        assert words in said(as_alice, action="retry", ids=[str(chosen), str(others)])
    assert len(requests_in(app)) == 4
    assert fresh(app, ImageRequest, chosen).cleared_at
    assert not fresh(app, ImageRequest, other).cleared_at
    assert not fresh(app, ImageRequest, others).cleared_at


def test_all_are_cleared_and_nobody_elses(
    app: Flask, quick: QuickEngine, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    mine, others = [fail(app, alice) for _ in range(3)], fail(app, bob)
    assert "3 cleared from this list." in said(as_alice, action="clear", all="1")
    assert all(fresh(app, ImageRequest, each).cleared_at for each in mine)
    assert not fresh(app, ImageRequest, others).cleared_at


def test_many_go_in_parts(
    app: Flask, quick: QuickEngine, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        fail(app, alice)
    monkeypatch.setattr(failed, "MOST_RETRIED", 1)
    assert "1 asked for again. There are more" in said(as_alice, action="retry", all="1")


def test_one_that_nobody_can_do_holds_up_none(
    app: Flask, quick: QuickEngine, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, stuck = fail(app, alice), fail(app, alice)
    again = failed.retry

    def refuse_one(row: ImageRequest, made: int) -> ImageRequest:
        if row.id == stuck:
            raise Unsupported("This engine is not here any more. Choose another.")
        return again(row, made)

    monkeypatch.setattr(failed, "retry", refuse_one)
    words = said(as_alice, action="retry", all="1")
    assert "1 asked for again. 1 stayed: This engine is not here any more. Choose another." in words
    assert fresh(app, ImageRequest, older).cleared_at
    assert not fresh(app, ImageRequest, stuck).cleared_at


def test_nothing_chosen_is_said(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    assert "Choose some of them first." in said(as_alice, action="retry", next="/user-images/failed/")


def test_each_can_be_chosen_on_the_page(app: Flask, quick: QuickEngine, as_alice: FlaskClient, alice: User) -> None:
    chosen, other = fail(app, alice), fail(app, alice)
    page = as_alice.get("/user-images/failed/").text
    for each in (chosen, other):
        assert f'form="failed-picks" name="ids" value="{each}"' in page
