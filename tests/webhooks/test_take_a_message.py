"""A message of the provider's makes a picture come sooner; all others change nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tasks.watching import collect_prediction
from tests.engines.fake.replicate import FakeReplicate
from tests.webhooks.conftest import Message, address_given, message, post, succeeded
from webapp import queue
from webapp.config import Settings
from webapp.engines.replicate.engine import Replicate
from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest, StableDiffusionUsageLog, User, WebhookReceipt
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, submit
from webapp.pipeline.watch import ask
from webapp.webhooks import service, views

OTHER_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def waiting() -> set[str]:
    """Returns the calls that a worker is asked to look at."""
    requests = {str(each) for each in db.session.scalars(select(ImageRequest.id))}
    return queue.waiting_ids() - requests


def attempt() -> Attempt:
    db.session.rollback()
    return db.session.scalars(select(Attempt).execution_options(populate_existing=True)).one()


def status() -> str | None:
    db.session.rollback()
    return db.session.scalar(select(ImageRequest.status))


def count(kind: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def is_untouched() -> bool:
    return waiting() == set() and count(WebhookReceipt) == 0 and attempt().finished_at is None


def test_a_good_message_makes_a_worker_look_at_once(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    assert post(provider, path, message(succeeded(fake))).status_code == 204
    assert waiting() == {str(attempt().id)}
    collect_prediction(*waiting())
    assert (count(Image), attempt().outcome, fake.creates) == (1, "made", 1)
    assert status() == "completed"


def test_it_is_answered_without_asking_the_provider(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    calls = len(fake.calls)
    post(provider, path, message(succeeded(fake)))
    assert len(fake.calls) == calls


def _altered(sent: Message) -> Message:
    return Message(sent.body.replace(b"succeeded", b"succeedeD"), sent.webhook_id)


REFUSED: dict[str, tuple[Callable[[Message], Message], dict[str, str | None]]] = {
    "an altered byte": (lambda sent: sent, {}),
    "a wrong secret": (lambda sent: Message(sent.body, secret=OTHER_SECRET), {}),
    "an old timestamp": (lambda sent: Message(sent.body, age_s=301), {}),
    "a future timestamp": (lambda sent: Message(sent.body, age_s=-302), {}),
    "no headers": (lambda sent: sent, {"webhook_id": None, "webhook_timestamp": None, "webhook_signature": None}),
}


@pytest.mark.parametrize("reason", sorted(REFUSED))
def test_a_message_without_a_good_signature_does_nothing(
    provider: FlaskClient, path: str, fake: FakeReplicate, reason: str
) -> None:
    change, headers = REFUSED[reason]
    sent = change(message(succeeded(fake)))
    given = sent.headers(**headers)
    body = _altered(sent).body if reason == "an altered byte" else sent.body
    answer = provider.post(path, data=body, headers=given, content_type="application/json")
    assert answer.status_code == 401
    assert b"whsec" not in answer.data
    assert is_untouched()


def test_one_good_signature_of_two_is_enough(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    sent = message(succeeded(fake))
    good = sent.headers()["webhook-signature"]
    wrong = Message(sent.body, secret=OTHER_SECRET).headers()["webhook-signature"]
    assert post(provider, path, sent, webhook_signature=f"{wrong} {good}").status_code == 204
    assert len(waiting()) == 1


def test_the_same_message_twice_counts_once(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    sent = message(succeeded(fake))
    answers = [post(provider, path, sent).status_code for _ in range(2)]
    assert answers == [204, 204]
    assert count(WebhookReceipt) == 1
    collect_prediction(*waiting())
    assert post(provider, path, sent).status_code == 204
    assert (count(Image), count(StableDiffusionUsageLog)) == (1, 1)


def test_the_same_message_many_times_at_once_counts_once(
    app: Flask, path: str, fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, handed_over = message(succeeded(fake)), []
    monkeypatch.setattr(service, "enqueue", lambda *job: handed_over.append(job))
    db.session.commit()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: post(app.test_client(), path, sent).status_code, range(6)))
    assert answers == [204] * 6
    assert len(handed_over) == 1
    assert count(WebhookReceipt) == 1


def test_a_late_processing_after_the_end_changes_nothing(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    post(provider, path, message(succeeded(fake)))
    collect_prediction(*waiting())
    late = message({**succeeded(fake), "status": "processing", "output": None}, webhook_id="msg_2")
    assert post(provider, path, late).status_code == 204
    collect_prediction(str(attempt().id))
    assert (status(), count(Image)) == ("completed", 1)


def test_an_unknown_token_is_not_there(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    wrong = path[:-1] + ("a" if path[-1] != "a" else "b")
    assert post(provider, wrong, message(succeeded(fake))).status_code == 404
    assert is_untouched()


def test_the_body_is_not_believed(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    fake.finishes_after = 5
    inside = {**succeeded(fake), "output": ["http://169.254.169.254/latest/meta-data"]}
    assert post(provider, path, message(inside)).status_code == 204
    collect_prediction(*waiting())
    assert (count(Image), attempt().finished_at) == (0, None)


def test_an_output_inside_our_own_network_is_not_fetched(provider: FlaskClient, path: str, fake: FakeReplicate) -> None:
    fake.ends_as = {"output": [f"http://169.254.169.254:{fake.url.rpartition(':')[2]}/outputs/out.png"]}
    assert post(provider, path, message(succeeded(fake))).status_code == 204
    collect_prediction(*waiting())
    assert (count(Image), attempt().outcome) == (0, "refused_address")


def test_a_message_that_is_faster_than_the_answer_is_found_by_its_token(
    app: Flask, context: Flask, provider: FlaskClient, alice: User, fake: FakeReplicate
) -> None:
    arrived = []

    def tell(prediction: dict[str, Any]) -> None:
        with app.app_context():
            arrived.append(post(provider, address_given(fake), message(fake.ended(prediction))).status_code)
            arrived.append(attempt().prediction_id)
            collect_prediction(*waiting())

    fake.before_answering = tell
    run(submit(alice, Wish(prompt="x", width_px=1024, height_px=1024, model_backend="replicate"), "key-quick").id)
    assert arrived == [204, next(iter(fake.predictions))]
    assert (count(Image), fake.creates, attempt().prediction_id) == (1, 1, arrived[1])
    assert status() == "completed"


def test_a_create_whose_answer_was_lost_is_known_by_its_message(
    provider: FlaskClient, path: str, fake: FakeReplicate
) -> None:
    lost = attempt()
    known, lost.prediction_id = lost.prediction_id, None
    db.session.commit()
    assert post(provider, path, message(succeeded(fake))).status_code == 204
    assert attempt().prediction_id == known


def test_a_message_about_another_prediction_changes_nothing(
    provider: FlaskClient, path: str, fake: FakeReplicate
) -> None:
    known = attempt().prediction_id
    assert post(provider, path, message({**succeeded(fake), "id": "p9999999999"})).status_code == 204
    assert (waiting(), attempt().prediction_id) == (set(), known)


def test_a_signed_message_that_makes_no_sense_does_nothing(provider: FlaskClient, path: str) -> None:
    for body in (b"", b"[]", b"{}", b"{", b'{"id": 5}', b'{"id": "../x"}', b"[" * 5000, b"\xff"):
        assert post(provider, path, Message(body)).status_code == 204
    assert is_untouched()


def test_without_a_secret_there_is_no_such_address(
    app: Flask, settings: Settings, path: str, fake: FakeReplicate
) -> None:
    from_env = settings.model_copy(update={"replicate_webhook_secret": type(settings.replicate_webhook_secret)("")})
    app.extensions["settings"] = from_env
    assert post(app.test_client(), path, message(succeeded(fake))).status_code == 404
    assert is_untouched()


def test_a_long_body_is_refused(provider: FlaskClient, path: str) -> None:
    assert post(provider, path, Message(b"x" * (views.MAX_BODY_BYTES + 1))).status_code == 413
    assert is_untouched()


def test_without_redis_the_message_is_taken_and_the_watcher_looks(
    provider: FlaskClient, path: str, fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise queue.QueueAway

    monkeypatch.setattr(service, "enqueue", away)
    assert post(provider, path, message(succeeded(fake))).status_code == 204
    ask(attempt().id)
    assert count(Image) == 1


def test_old_receipts_are_dropped(
    provider: FlaskClient, path: str, fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(provider, path, message(succeeded(fake)))
    monkeypatch.setattr(service, "RECEIPTS_KEPT", -service.RECEIPTS_KEPT)
    post(provider, path, message(succeeded(fake), webhook_id="msg_2"))
    assert db.session.scalars(select(WebhookReceipt.webhook_id)).all() == ["msg_2"]


def test_other_addresses_still_want_their_token(provider: FlaskClient, path: str) -> None:
    assert provider.post("/sign-in/", data={"name": "Alice"}).status_code == 403


def test_asking_for_it_shows_nothing(provider: FlaskClient, path: str) -> None:
    assert provider.get(path).status_code == 405


def test_the_engine_was_told_where_to_send(fake: FakeReplicate, path: str) -> None:
    assert path == f"/webhooks/{Replicate.name}/{attempt().token}"
