"""Which engines people may choose: ready, switched on, the default first; nothing else is taken."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.cast import QuickEngine
from tests.pipeline.wishes import asked
from tests.shop import ShopEngine
from webapp.database import writing
from webapp.engines.errors import OutOfCredit, RateLimited, Unreachable
from webapp.models import EngineState, User
from webapp.models.columns import utc_now
from webapp.pipeline import breaker, offer
from webapp.pipeline.offer import NotOffered, offers
from webapp.pipeline.run import run

pytestmark = pytest.mark.usefixtures("context")


def remember(name: str, **values: Any) -> None:
    with writing() as session:
        state = breaker.state_to_change(session, name)
        for key, value in values.items():
            setattr(state, key, value)
    offer.forget()


def names() -> list[str]:
    return [each.name for each in offers().engines]


def test_the_one_that_was_set_up_comes_first(shop: ShopEngine, quick: QuickEngine) -> None:
    assert names() == ["shop", "builtin", "quick"]


def test_the_admins_default_comes_first(shop: ShopEngine, quick: QuickEngine) -> None:
    remember("quick", is_default=True)
    assert names() == ["quick", "builtin", "shop"]


def test_one_that_lacks_something_is_not_there(shop: ShopEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shop, "lacks", "Set SHOP_KEY.")
    assert names() == ["builtin"]


def test_one_that_is_switched_off_is_not_there_and_not_taken(quick: QuickEngine, alice: User) -> None:
    remember("quick", is_enabled=False)
    assert names() == ["builtin"]
    with pytest.raises(NotOffered, match="Quick is not available now"):
        asked(alice, "key-off")


def test_what_is_on_the_way_is_still_made(quick: QuickEngine, alice: User) -> None:
    row = asked(alice, "key-before")
    remember("quick", is_enabled=False)
    run(row.id)
    assert len(quick.requests) == 1


def test_there_is_always_one(quick: QuickEngine) -> None:
    remember("quick", is_enabled=False)
    remember("builtin", is_enabled=False)
    assert names() == ["builtin"]


def test_one_that_rests_is_marked_until_it_is_over(quick: QuickEngine) -> None:
    remember("quick", rests_until=utc_now() + timedelta(minutes=1))
    assert [each.is_resting for each in offers().engines] == [False, True]
    remember("quick", rests_until=utc_now() - timedelta(seconds=1))
    assert [each.is_resting for each in offers().engines] == [False, False]


def test_a_change_elsewhere_is_seen_soon_and_refused_at_once(
    quick: QuickEngine, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names() == ["builtin", "quick"]
    with writing() as session:
        session.add(EngineState(name="quick", is_enabled=False))
    assert names() == ["builtin", "quick"]
    with pytest.raises(NotOffered):
        asked(alice, "key-elsewhere")
    later = offer.time.monotonic() + offer.KEPT_S
    monkeypatch.setattr(offer.time, "monotonic", lambda: later)
    assert names() == ["builtin"]


@pytest.mark.parametrize(("error", "expected"), [(OutOfCredit(), ("Quick",)), (Unreachable(), ()), (RateLimited(), ())])
def test_only_what_an_admin_can_mend_is_for_the_admin(
    quick: QuickEngine, error: Any, expected: tuple[str, ...]
) -> None:
    breaker.note_failure("quick", error)
    assert offers().in_trouble == expected
    breaker.note_success("quick")
    assert offers().in_trouble == ()


def test_two_workers_first_failures_are_both_counted(app: Flask, quick: QuickEngine) -> None:
    breaker.note_failure("quick", Unreachable())
    breaker.note_failure("quick", Unreachable())
    assert offer.engine_states()["quick"].failures == 2
