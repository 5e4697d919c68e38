"""What waits in the same shape is drawn in one call, and each request still has an end of its own."""

from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from tests.cast import QuickEngine
from tests.pipeline.group_engine import GroupEngine, flat
from tests.pipeline.wishes import asked, fresh
from webapp.engines import registry
from webapp.engines.errors import EngineError, Moderated
from webapp.engines.types import EngineRequest
from webapp.extensions import db
from webapp.models import Attempt, Image, User
from webapp.pipeline import report, status, submit
from webapp.pipeline.dispatch import dispatch, rescue_undelivered
from webapp.pipeline.run import run

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def group(monkeypatch: pytest.MonkeyPatch) -> Iterator[GroupEngine]:
    monkeypatch.setitem(registry.ENGINES, "group", "tests.pipeline.group_engine:GroupEngine")
    registry.engine.cache_clear()
    monkeypatch.setattr(submit, "dispatch", lambda: 0)
    made = registry.engine("group")
    assert isinstance(made, GroupEngine)
    yield made
    registry.engine.cache_clear()


def seats(group: GroupEngine) -> list[int]:
    return [len(call) for call in group.calls]


def test_all_pictures_of_a_request_come_from_one_call(alice: User, group: GroupEngine) -> None:
    row = asked(alice, "a", model_backend="group", num_outputs=3)
    run(row.id)
    assert seats(group) == [3]
    assert fresh(row).status == "completed"
    assert sorted(image.seed - row.seed for image in db.session.query(Image)) == [0, 1, 2]


def test_more_than_fit_come_in_several_calls(alice: User, group: GroupEngine) -> None:
    row = asked(alice, "a", model_backend="group", num_outputs=6)
    run(row.id)
    assert seats(group) == [4, 2]
    assert fresh(row).status == "completed"


def test_others_in_the_same_shape_join_and_are_completed(alice: User, bob: User, group: GroupEngine) -> None:
    first = asked(alice, "a", model_backend="group", prompt="a red boat")
    others = [asked(bob, f"b{number}", model_backend="group", prompt=f"cat {number}") for number in range(2)]
    run(first.id)
    assert [[each.prompt for each in call] for call in group.calls] == [["a red boat", "cat 0", "cat 1"]]
    for row in (first, *others):
        assert (fresh(row).status, fresh(row).lease_token) == ("completed", None)
    assert db.session.get_one(User, bob.id, populate_existing=True).last_served_at is not None
    owners = {image.request_id: image.owner_id for image in db.session.query(Image)}
    assert owners == {first.id: alice.id, others[0].id: bob.id, others[1].id: bob.id}
    assert [attempt.outcome for attempt in db.session.query(Attempt)] == ["made"] * 3


def test_another_shape_engine_or_number_does_not_join(alice: User, quick: QuickEngine, group: GroupEngine) -> None:
    first = asked(alice, "a", model_backend="group", num_outputs=2)
    apart = [
        asked(alice, "wide", model_backend="group", width_px=128),
        asked(alice, "steps", model_backend="group", steps=9),
        asked(alice, "many", model_backend="group", num_outputs=3),
        asked(alice, "other"),
    ]
    run(first.id)
    assert seats(group) == [2]
    assert {fresh(row).status for row in apart} == {"queued"}


def test_people_join_in_turn(alice: User, bob: User, group: GroupEngine) -> None:
    group_of_alice = [asked(alice, f"a{number}", model_backend="group") for number in range(5)]
    of_bob = asked(bob, "b", model_backend="group")
    dispatch()
    run(group_of_alice[0].id)
    assert fresh(of_bob).status == "completed"
    assert [fresh(row).status for row in group_of_alice].count("completed") == 3


def test_one_that_is_cancelled_leaves_the_others_their_pictures(alice: User, bob: User, group: GroupEngine) -> None:
    first, other = asked(alice, "a", model_backend="group"), asked(bob, "b", model_backend="group")
    group.before_step = lambda step: (status.cancel(first.id), None)[1] if step == 1 else None
    run(first.id)
    assert (fresh(first).status, fresh(other).status) == ("cancelled", "completed")
    assert [image.request_id for image in db.session.query(Image)] == [other.id]


def test_one_that_fails_fails_alone(alice: User, bob: User, group: GroupEngine) -> None:
    first = asked(alice, "a", model_backend="group")
    other = asked(bob, "b", model_backend="group", prompt="something else")
    group.becomes = lambda request: Moderated() if request.prompt == "something else" else flat(request)
    run(first.id)
    assert (fresh(first).status, fresh(other).status) == ("completed", "failed")
    assert fresh(other).error_code == "moderated"


def test_what_was_drawn_before_a_failure_is_kept(alice: User, group: GroupEngine) -> None:
    row = asked(alice, "a", model_backend="group", num_outputs=3)
    group.becomes = lambda request: EngineError() if request.seed == row.seed else flat(request)
    run(row.id)
    assert fresh(row).status == "failed"
    assert sorted(image.position for image in db.session.query(Image)) == [1, 2]


def test_a_call_that_breaks_down_ends_all_of_them(alice: User, bob: User, group: GroupEngine) -> None:
    rows = [asked(alice, "a", model_backend="group"), asked(bob, "b", model_backend="group")]

    def breaks(request: EngineRequest) -> None:
        raise ZeroDivisionError

    group.becomes = breaks  # type: ignore[assignment]  # it never returns
    run(rows[0].id)
    assert [(fresh(row).status, fresh(row).error_code) for row in rows] == [("failed", "engine_crashed")] * 2


def test_a_worker_that_must_stop_gives_all_of_them_back(
    alice: User, bob: User, group: GroupEngine, request: pytest.FixtureRequest
) -> None:
    rows = [asked(alice, "a", model_backend="group"), asked(bob, "b", model_backend="group")]
    request.addfinalizer(report.shutting_down.clear)
    group.before_step = lambda step: report.shutting_down.set()
    run(rows[0].id)
    assert [(fresh(row).status, fresh(row).lease_token) for row in rows] == [("queued", None)] * 2


def test_progress_counts_all_pictures_of_the_call(alice: User, group: GroupEngine) -> None:
    row = asked(alice, "a", model_backend="group", num_outputs=4)
    told: list[float] = []
    group.before_step = lambda step: told.append(fresh(row).progress)
    with_every_news = pytest.MonkeyPatch()
    with_every_news.setattr(report, "NEWS_EVERY_S", 0.0)
    run(row.id)
    with_every_news.undo()
    assert told == pytest.approx([0.0, 0.0, 1 / 3])


def test_a_line_of_its_own_is_filled_apart(
    app: Flask, alice: User, quick: QuickEngine, group: GroupEngine, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry.QUEUES, "group", "gpu")
    usual = [asked(alice, f"u{number}") for number in range(2)]
    special = [asked(alice, f"s{number}", model_backend="group") for number in range(2)]
    assert dispatch() == 2

    def lying_in(name: str) -> list[str]:
        queue = Queue(name, connection=Redis.from_url(redis_url), serializer=JSONSerializer)
        return [job.args[0] for job in queue.get_jobs()]

    assert (lying_in("images"), lying_in("gpu")) == ([str(usual[0].id)], [str(special[0].id)])
    assert rescue_undelivered() == 0
