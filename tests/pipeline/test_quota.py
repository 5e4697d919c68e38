"""Credits of the month: reserved when a request is made, spent when a picture is, and never both."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.cast import QuickEngine
from tests.pipeline.wishes import asked
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImageRequest, StableDiffusionUsageLog, User
from webapp.pipeline import quota, status
from webapp.pipeline.quota import OutOfCredits, TooManyRunning, remaining
from webapp.pipeline.run import run

pytestmark = pytest.mark.usefixtures("quick")
AT_ONCE = 50


@pytest.fixture(autouse=True)
def price(monkeypatch: pytest.MonkeyPatch, context: Flask) -> None:
    """One credit a picture, ten a month."""
    dear = replace(QuickEngine.capabilities, credits_per_picture=1.0)
    monkeypatch.setattr(QuickEngine, "capabilities", dear)
    context.config["MONTHLY_CREDITS"] = 10.0


def test_a_request_reserves_what_its_pictures_cost(alice: User) -> None:
    asked(alice, "key-0", num_outputs=4)
    assert remaining(alice) == 6.0


def test_what_was_reserved_is_spent_once(alice: User) -> None:
    row = asked(alice, "key-0", num_outputs=4)
    run(row.id)
    assert remaining(alice) == 6.0


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_what_was_not_made_is_given_back(alice: User, end: str) -> None:
    row = asked(alice, "key-0", num_outputs=4)
    status.move(row.id, end)
    assert remaining(alice) == 10.0


def test_too_dear_a_request_is_refused_and_stores_nothing(alice: User) -> None:
    asked(alice, "key-0", num_outputs=8)
    with pytest.raises(OutOfCredits):
        asked(alice, "key-1", num_outputs=3)
    assert db.session.query(ImageRequest).count() == 1
    asked(alice, "key-2", num_outputs=2)
    assert remaining(alice) == 0.0


def test_a_person_may_have_more_than_the_others(alice: User) -> None:
    with writing() as session:
        session.merge(alice).monthly_credits = 3.0
    alice.monthly_credits = 3.0
    assert remaining(alice) == 3.0


def test_last_month_does_not_count(alice: User) -> None:
    run(asked(alice, "key-0", num_outputs=4).id)
    with writing() as session:
        before = quota.month_start() - timedelta(seconds=1)
        session.query(StableDiffusionUsageLog).update({"created_at": before})
    assert remaining(alice) == 10.0


def test_another_person_pays_for_themselves(alice: User, bob: User) -> None:
    asked(alice, "key-0", num_outputs=8)
    assert remaining(bob) == 10.0


def test_somebody_with_a_full_line_waits(context: Flask, alice: User) -> None:
    context.config["MAX_RUNNING_PER_USER"] = 2
    rows = [asked(alice, f"key-{number}") for number in range(2)]
    with pytest.raises(TooManyRunning):
        asked(alice, "key-2")
    status.cancel(rows[0].id)
    asked(alice, "key-2")


def test_the_last_credit_is_given_once(context: Flask, alice: User) -> None:
    """Fifty requests at the same moment, money for one."""
    context.config["MONTHLY_CREDITS"] = 1.0
    context.config["MAX_RUNNING_PER_USER"] = AT_ONCE

    def try_it(number: int) -> bool:
        with context.app_context():
            try:
                asked(db.session.get_one(User, alice.id), f"key-{number}")
            except OutOfCredits:
                return False
            return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sum(pool.map(try_it, range(AT_ONCE))) == 1
    assert db.session.query(ImageRequest).count() == 1
