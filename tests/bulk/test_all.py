"""All that match: every picture of the narrowed wall, loaded or not; very many go on in the background."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.bulk.test_act import BULK
from tests.bulk.test_trash import undo_of
from tests.scene import PART, fresh, hang
from webapp.bulk import jobs, service
from webapp.extensions import db
from webapp.models import BulkJob, Image, User
from webapp.models.columns import utc_now
from webapp.tagging import MOST_TAGS


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What was handed to the workers, which only note it."""
    ids: list[UUID] = []
    monkeypatch.setattr(jobs, "enqueue", lambda _task, job_id, _queue: ids.append(job_id))
    monkeypatch.setattr(service, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(jobs, "PIECE", 2)
    return ids


def all_of(client: FlaskClient, action: str, **values: str) -> str:
    answer = client.post(BULK, data={"action": action, "all": "1", **values})
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_it_is_the_wall_as_it_is_narrowed(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    loved, plain = [hang(app, alice, is_favorite=True) for _ in range(3)], hang(app, alice)
    others = hang(app, bob, is_favorite=True)
    all_of(as_alice, "rate", rating="5", filters="favorites=1")
    assert [fresh(app, Image, each).rating for each in (*loved, plain, others)] == [5, 5, 5, 0, 0]


def test_very_many_go_on_in_the_background(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, handed: list[UUID]
) -> None:
    made = [hang(app, alice, is_favorite=True) for _ in range(5)]
    address = all_of(as_alice, "unfavorite", filters="favorites=1")
    (job_id,) = handed
    assert str(job_id) in address
    assert as_bob.get(address).status_code == 404
    assert 'hx-trigger="every' in as_alice.get(address).text
    with app.app_context():
        jobs.carry_on(job_id)
        jobs.carry_on(job_id)
    assert not any(fresh(app, Image, each).is_favorite for each in made)
    part = as_alice.get(address, headers=PART).text
    assert "5 pictures not among your favourites." in part
    assert "hx-trigger" not in part


def test_what_a_crash_cut_off_goes_on_where_it_was(
    app: Flask, as_alice: FlaskClient, alice: User, handed: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [hang(app, alice) for _ in range(5)]
    all_of(as_alice, "rate", rating="3")
    with app.app_context():
        jobs._piece(handed[0])
        assert [db.session.get_one(Image, each).rating for each in made] == [0, 0, 0, 3, 3]
        jobs.rescue_lost()
        assert len(handed) == 1
        monkeypatch.setattr(jobs, "utc_now", lambda: utc_now() + 2 * jobs.LOST_AFTER)
        jobs.rescue_lost()
        assert handed == [handed[0]] * 2
        jobs.carry_on(handed[0])
        assert {db.session.get_one(Image, each).rating for each in made} == {3}
        assert db.session.get_one(BulkJob, handed[0]).done_count == 5


def test_very_many_come_back_from_the_trash(app: Flask, as_alice: FlaskClient, alice: User, handed: list[UUID]) -> None:
    made = [hang(app, alice) for _ in range(5)]
    address = all_of(as_alice, "trash")
    with app.app_context():
        jobs.carry_on(handed[0])
    assert all(fresh(app, Image, each).deleted_at for each in made)
    as_alice.post(undo_of(as_alice.get(address).text))
    with app.app_context():
        jobs.carry_on(handed[1])
    assert not any(fresh(app, Image, each).deleted_at for each in made)


def test_too_many_tags_are_no_reason_to_stop(
    app: Flask, as_alice: FlaskClient, alice: User, handed: list[UUID]
) -> None:
    for _ in range(4):
        hang(app, alice)
    all_of(as_alice, "tag", tags=",".join(f"t{n}" for n in range(MOST_TAGS)))
    address = all_of(as_alice, "tag", tags="one more")
    with app.app_context():
        for job_id in handed:
            jobs.carry_on(job_id)
    assert "4 pictures stayed as they were" in as_alice.get(address).text
