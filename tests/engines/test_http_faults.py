"""Every way in which a provider fails ends on the right rung of the ladder, within its time."""

import time
import tracemalloc

import pytest

from tests.engines.fake import faults
from tests.engines.fake.provider import picture
from tests.engines.faulty import FaultyServer
from webapp.engines.errors import (
    BadOutput,
    EngineError,
    LostContact,
    Moderated,
    NotConfigured,
    OutOfCredit,
    RateLimited,
    Rejected,
    Unreachable,
)
from webapp.engines.http import Client

REFUSALS = [
    (faults.answers(401, {"error": "no"}), NotConfigured),
    (faults.answers(403, {"error": "no"}), NotConfigured),
    (faults.answers(301, None, Location="http://127.0.0.1/elsewhere"), NotConfigured),
    (faults.answers(402, {"detail": "pay"}), OutOfCredit),
    (faults.answers(400, {"error": {"code": "billing_hard_limit_reached", "message": "limit"}}), OutOfCredit),
    (faults.answers(429, {"error": {"code": "insufficient_quota", "message": "quota"}}), OutOfCredit),
    (faults.answers(403, {"name": "content_moderation", "errors": ["flagged"]}), Moderated),
    (faults.answers(400, {"error": {"code": "content_policy_violation", "message": "no"}}), Moderated),
    (faults.answers(422, {"detail": [{"loc": ["body", "steps"], "msg": "too many"}]}), Rejected),
    (faults.answers(404, {"message": "no such model"}), Rejected),
]


@pytest.mark.parametrize(("fault", "expected"), REFUSALS)
def test_a_refusal_is_translated(client: Client, faulty: FaultyServer, fault: faults.Fault, expected: type) -> None:
    faulty.next(fault)
    with pytest.raises(EngineError) as raised:
        client.post("/draw", json={}, may_charge=True)
    assert type(raised.value) is expected
    assert len(faulty.calls) == 1


@pytest.mark.parametrize("fault", [faults.answers(500, {"error": "x"}), faults.html(502), faults.answers(503)])
def test_trouble_at_the_provider_may_have_charged(client: Client, faulty: FaultyServer, fault: faults.Fault) -> None:
    faulty.next(fault, fault)
    with pytest.raises(LostContact):
        client.post("/draw", json={}, may_charge=True)
    with pytest.raises(Unreachable):
        client.get("/status")
    assert len(faulty.calls) == 2


@pytest.mark.parametrize("fault", [faults.hang(), faults.hang_up, faults.truncated(picture()), faults.drip()])
def test_a_call_cut_off_is_never_repeated(client: Client, faulty: FaultyServer, fault: faults.Fault) -> None:
    faulty.next(fault, fault)
    started = time.monotonic()
    with pytest.raises(LostContact):
        client.post("/draw", json={}, may_charge=True, total_s=0.5)
    with pytest.raises(Unreachable):
        client.get("/status", total_s=0.5)
    assert len(faulty.calls) == 2
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("fault", [faults.huge(), faults.gzip_bomb()])
def test_a_huge_answer_is_stopped_by_its_decoded_size(
    client: Client, faulty: FaultyServer, fault: faults.Fault
) -> None:
    faulty.next(fault)
    tracemalloc.start()
    with pytest.raises(BadOutput):
        client.get("/picture", max_bytes=2_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000


def test_an_answer_that_is_no_json_says_so(client: Client, faulty: FaultyServer) -> None:
    faulty.next(faults.html(200))
    with pytest.raises(BadOutput):
        client.get("/status").json()


@pytest.mark.parametrize(
    ("kind", "least_s", "most_s"),
    [
        ("seconds", 7, 7),
        ("date", 25, 31),
        ("absurd", 300, 300),
        ("negative", 1, 1),
        ("words", 10, 10),
        ("none", 10, 10),
    ],
)
def test_a_rate_limit_says_how_long_to_wait(
    client: Client, faulty: FaultyServer, kind: str, least_s: float, most_s: float
) -> None:
    faulty.next(faults.rate_limited(kind))
    with pytest.raises(RateLimited) as raised:
        client.post("/draw", json={}, may_charge=True)
    assert least_s <= raised.value.retry_after_s <= most_s


def test_a_wait_told_in_words_is_understood(client: Client, faulty: FaultyServer) -> None:
    faulty.next(faults.answers(429, {"detail": "Request was throttled. Your rate limit resets in ~30s."}))
    with pytest.raises(RateLimited) as raised:
        client.get("/status")
    assert raised.value.retry_after_s == 30


def test_statuses_that_are_expected_come_back(client: Client, faulty: FaultyServer) -> None:
    faulty.next(faults.answers(404, {"id": 1}))
    answer = client.get("/result", expect=(404,))
    assert (answer.status, answer.json()) == (404, {"id": 1})


def test_lines_arrive_one_by_one(client: Client, faulty: FaultyServer) -> None:
    faulty.next(faults.body(b"data: 1\r\n\r\ndata: 2\nrest", "text/event-stream"))
    assert list(client.lines("GET", "/events")) == ["data: 1", "", "data: 2", "rest"]
