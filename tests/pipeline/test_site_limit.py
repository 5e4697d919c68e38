"""The studio's own limit: for everybody together, reserved with the person's, and never spent twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask

from tests.cast import QuickEngine, make_user
from tests.pipeline.wishes import asked
from webapp.database import writing
from webapp.engines.errors import Moderated
from webapp.extensions import db
from webapp.models import ImageRequest, SiteQuota, StableDiffusionUsageLog, User
from webapp.pipeline import quota
from webapp.pipeline.quota import OutOfCredits, StudioOutOfCredits, remaining, site_allowance
from webapp.pipeline.run import run

AT_ONCE = 50


@pytest.fixture(autouse=True)
def price(quick: QuickEngine, monkeypatch: pytest.MonkeyPatch, context: Flask) -> None:
    """One credit a picture, a hundred a month for each person."""
    dear = replace(QuickEngine.capabilities, credits_per_picture=1.0)
    monkeypatch.setattr(QuickEngine, "capabilities", dear)
    context.config["MONTHLY_CREDITS"] = 100.0


def limit_studio(monthly_credits: float | None) -> None:
    with writing() as session:
        session.get_one(SiteQuota, 1).monthly_credits = monthly_credits


def test_without_one_only_the_person_counts(alice: User) -> None:
    assert remaining(alice) == 100.0
    assert site_allowance().limit is None


def test_what_is_left_is_the_smaller_of_both(alice: User, bob: User) -> None:
    limit_studio(10.0)
    asked(bob, "key-0", num_outputs=4)
    assert remaining(alice) == 6.0
    limit_studio(1000.0)
    assert remaining(alice) == 100.0


def test_others_use_counts_and_the_refusal_says_who_is_out(alice: User, bob: User) -> None:
    limit_studio(5.0)
    run(asked(bob, "key-0", num_outputs=4).id)
    with pytest.raises(StudioOutOfCredits, match="the studio has left"):
        asked(alice, "key-0", num_outputs=2)
    asked(alice, "key-1", num_outputs=1)
    assert remaining(bob) == 0.0


def test_what_is_free_is_never_refused(quick: QuickEngine, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    limit_studio(0.0)
    monkeypatch.setattr(QuickEngine, "capabilities", replace(QuickEngine.capabilities, credits_per_picture=0.0))
    asked(alice, "key-0")


def test_the_last_credit_of_the_studio_is_given_once(context: Flask) -> None:
    """Fifty people at the same moment, the studio has money for one."""
    limit_studio(1.0)
    people = [make_user(f"Person {number}").id for number in range(AT_ONCE)]

    def try_it(user_id: object) -> bool:
        with context.app_context():
            try:
                asked(db.session.get_one(User, user_id), "key-once")
            except OutOfCredits:
                return False
            return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sum(pool.map(try_it, people)) == 1
    assert db.session.query(ImageRequest).count() == 1


def test_what_is_made_is_held_no_more(quick: QuickEngine, alice: User) -> None:
    """Two of four are drawn: what they cost is spent, and only the rest is held."""
    row = asked(alice, "key-0", num_outputs=4)
    seen = []

    def look(step: int) -> None:
        if step == 0 and len(quick.requests) == 3:
            seen.append(quota.allowance(alice))

    quick.before_step = look
    run(row.id)
    assert [(each.spent, each.held, each.left) for each in seen] == [(2.0, 2.0, 96.0)]


def test_what_a_lost_picture_cost_is_spent(quick: QuickEngine, alice: User) -> None:
    quick.fails_with = Moderated(spent_credits=0.5)
    row = asked(alice, "key-0")
    run(row.id)
    assert remaining(alice) == 99.5
    (logged,) = db.session.query(StableDiffusionUsageLog).all()
    assert (logged.image_id, logged.width_px, logged.request_id) == (None, 0, row.id)
    db.session.refresh(row)
    assert (row.status, row.credits) == ("failed", 0.5)
