"""From a wish to a committed row: once per form, wholly or not at all, whether or not the queue is there."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.cast import QuickEngine
from tests.pipeline.wishes import asked, fresh, wish
from webapp.database import writing
from webapp.engines.errors import Unsupported
from webapp.extensions import db
from webapp.models import ImageRequest, PromptBlock, PromptHelperVersion, User
from webapp.pipeline import quota, status
from webapp.pipeline.offer import NotOffered
from webapp.pipeline.submit import MAX_SEED, retry, submit
from webapp.pipeline.wildcards import WildcardError
from webapp.queue import waiting_ids

pytestmark = pytest.mark.usefixtures("context", "quick")


def count() -> int:
    return db.session.query(ImageRequest).count()


def test_the_row_says_what_was_asked_for(alice: User) -> None:
    row = fresh(
        asked(alice, "key-row", prompt="a {red|red} boat", negative_prompt="fog", num_outputs=3, steps=20, seed=7)
    )
    assert (row.user_id, row.status, row.kind, row.model_backend) == (alice.id, "queued", "generate", "quick")
    assert (row.prompt, row.final_prompt) == ("a {red|red} boat", "a red boat")
    assert (row.negative_prompt, row.num_outputs, row.steps, row.seed) == ("fog", 3, 20, 7)
    assert (row.width_px, row.height_px) == (96, 64)


def test_it_lies_in_the_queue(alice: User) -> None:
    row = asked(alice, "key-queue")
    assert waiting_ids() == {str(row.id)}
    assert fresh(row).dispatched_at is not None


def test_without_a_seed_one_is_drawn(alice: User) -> None:
    seeds = {asked(alice, f"key-seed-{number}").seed for number in range(5)}
    assert len(seeds) == 5
    assert all(0 <= seed <= MAX_SEED for seed in seeds)


def test_the_same_key_is_the_same_request(alice: User) -> None:
    first = asked(alice, "key-twice", prompt="a red boat")
    second = asked(alice, "key-twice", prompt="something else")
    assert second.id == first.id
    assert count() == 1


def test_two_people_may_have_the_same_key(alice: User, bob: User) -> None:
    assert asked(alice, "key-shared").id != asked(bob, "key-shared").id


def test_a_post_that_lost_the_race_finds_the_other(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other post commits between the look for its key and the insert."""
    reserve = quota.reserve
    first: list[ImageRequest] = []

    def overtaken(user: User, credits_needed: float) -> None:
        monkeypatch.setattr(quota, "reserve", reserve)
        first.append(submit(user, wish(), "key-race"))
        db.session.connection()
        reserve(user, credits_needed)

    monkeypatch.setattr(quota, "reserve", overtaken)
    assert submit(alice, wish(), "key-race").id == first[0].id
    assert count() == 1


def test_the_composer_remembers_the_recipe(alice: User) -> None:
    person = db.session.get_one(User, alice.id)
    submit(person, wish(), "key-recipe", {"prompt": "a red boat", "shape": "1:1"})
    db.session.expire_all()
    assert person.last_recipe == {"prompt": "a red boat", "shape": "1:1"}


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"width_px": 9999}, Unsupported),
        ({"steps": 5000}, Unsupported),
        ({"model_backend": "nobody"}, NotOffered),
        ({"prompt": "a {red"}, WildcardError),
        ({"negative_prompt": "{fog"}, WildcardError),
    ],
)
def test_what_cannot_be_done_is_not_stored(alice: User, values: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        asked(alice, "key-cannot", **values)
    assert count() == 0


def test_blocks_of_others_are_only_words(alice: User, bob: User) -> None:
    block = PromptBlock(owner_id=alice.id, name="harbour", text="an old harbour")
    with writing() as session:
        session.add(block)
    assert asked(bob, "key-block", prompt="@harbour", blocks=("harbour",)).final_prompt == "@harbour"


def test_a_style_whose_choices_cannot_be_read_is_named(alice: User) -> None:
    style = PromptHelperVersion(prompt="{ink", negative_prompt="", placements=[])
    with pytest.raises(WildcardError, match="words of this style cannot be used"):
        asked(alice, "key-style", style_version=style)


def test_the_longest_of_all_pictures_must_fit(alice: User, quick: QuickEngine) -> None:
    quick.capabilities = replace(quick.capabilities, max_prompt_chars=40)
    with pytest.raises(Unsupported, match="at most 40"):
        asked(alice, "key-long", prompt="{0.01::boat|" + "b" * 41 + "}", num_outputs=8, seed=3)
    assert count() == 0


def test_without_the_queue_it_is_stored_all_the_same(context: Flask, alice: User) -> None:
    context.config["REDIS_URL"] = "unix:///nowhere/redis.sock"
    row = fresh(asked(alice, "key-away"))
    assert (row.status, row.dispatched_at) == ("queued", None)


def test_a_retry_asks_for_what_is_missing_and_goes_on_with_its_seeds(alice: User) -> None:
    first = asked(alice, "key-first", num_outputs=4, seed=100, steps=12)
    status.move(first.id, "failed")
    again = fresh(retry(first, made=1))
    assert (again.num_outputs, again.seed, again.steps, again.status) == (3, 101, 12, "queued")
    assert retry(first, made=1).id == again.id


def test_a_retry_at_the_highest_seed_wraps_around(alice: User, quick: QuickEngine) -> None:
    first = asked(alice, "key-high", num_outputs=2, seed=MAX_SEED)
    status.move(first.id, "failed")
    assert retry(first, made=1).seed == 0
