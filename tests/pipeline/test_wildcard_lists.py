"""Lists in a prompt: whose they are, what they may hold, and how far they may lead."""

import time

import pytest

from tests.pipeline.wishes import asked
from webapp.database import writing
from webapp.models import User, WildcardList
from webapp.pipeline.builtin_lists import BUILTIN_LISTS
from webapp.pipeline.submit import retry
from webapp.pipeline.wildcard_grammar import is_list_name, list_names
from webapp.pipeline.wildcards import WildcardError, Wildcards

SEEDS = range(80)
SKY = {"sky": ("red sky", "{dark|light} clouds", "__weather/rain__"), "weather/rain": ("drizzle", "3::rain")}


def chain(length: int, times: int = 1) -> dict[str, tuple[str, ...]]:
    """Lists that each mention the next one."""
    return {f"l{n}": (f"__l{n + 1}__ " * times,) for n in range(length)} | {f"l{length}": ("end",)}


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("__colours__", {"colours"}),
        ("a __Colours__ sky, __weather/rain__", {"colours", "weather/rain"}),
        ("__a____b__", {"a", "b"}),
        ("{__a__|b} x__c__y", {"a", "c"}),
        ("__a_b-1__", {"a_b-1"}),
        ("____ ______ __ __a b__ _a_ __a", set()),
        ("__../../etc/passwd__ __/etc__ __a//b__ __a/__ __a.txt__", set()),
        ("__" + "a" * 81 + "__", set()),
        ("___a__", {"a"}),
    ],
)
def test_which_lists_a_text_names(template: str, names: set[str]) -> None:
    assert list_names(template) == names
    assert all(is_list_name(name) for name in names)


def test_an_entry_stands_for_the_name() -> None:
    made = {Wildcards(SKY).expand("a boat, __sky__", seed) for seed in SEEDS}
    assert made == {f"a boat, {sky}" for sky in ("red sky", "dark clouds", "light clouds", "drizzle", "rain")}


def test_a_heavier_entry_comes_more_often() -> None:
    made = [Wildcards(SKY).expand("__weather/rain__", seed) for seed in range(400)]
    assert 0.65 < made.count("rain") / 400 < 0.85


def test_a_list_that_is_not_there_stays_as_it_was_typed() -> None:
    assert Wildcards(SKY).expand("__init__ {a}", 1) == "__init__ a"
    Wildcards().check("__init__")


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ({}, "no list called “l0”"),
        ({"l0": ("sea", "__sky__")}, "“sky”, which “l0” mentions"),
        ({"l0": ("__l0__",)}, "__l0__ → __l0__"),
        ({"l0": ("a {b|__l1__}",), "l1": ("__l0__",)}, "__l0__ → __l1__ → __l0__"),
        (chain(10), "at most 10 deep"),
        (chain(100), "at most 10 deep"),
        (chain(30, times=2), "at most 10 deep"),
        (chain(9, times=2) | {"l9": ("a word of some length",)}, "longer than 10,000"),
        (chain(9, times=60), "longer than 10,000"),
        ({f"l{n}": (f"__l{n + 1}__" * 100,) for n in range(9)} | {"l9": ("{}",)}, "longer than 10,000"),
        ({"l0": ("a {b",)}, "never closed"),
    ],
)
def test_what_cannot_be_chosen_is_said_in_words_and_at_once(lists: dict[str, tuple[str, ...]], words: str) -> None:
    started = time.thread_time()
    with pytest.raises(WildcardError, match=words):
        Wildcards(lists).check("__l0__")
    assert time.thread_time() - started < 0.1


def test_nine_lists_deep_is_fine() -> None:
    Wildcards(chain(9)).check("__l0__")
    assert Wildcards(chain(9)).expand("__l0__", 1).strip() == "end"


def test_the_lists_of_the_studio_can_all_be_read() -> None:
    everything = Wildcards(BUILTIN_LISTS)
    for name, entries in BUILTIN_LISTS.items():
        everything.check(f"__{name}__")
        assert is_list_name(name)
        assert len(set(entries)) == len(entries) > 5


def keep(owner: User, name: str, *entries: str) -> WildcardList:
    kept = WildcardList(owner_id=owner.id, name=name, entries="\n".join(entries), entry_count=len(entries))
    with writing() as session:
        session.add(kept)
    return kept


@pytest.mark.usefixtures("context", "quick")
def test_ones_own_list_goes_before_the_studios(alice: User, bob: User) -> None:
    keep(alice, "colours", "puce")
    assert asked(alice, "key-own", prompt="a __colours__ boat").final_prompt == "a puce boat"
    assert asked(bob, "key-other", prompt="a __colours__ boat").final_prompt != "a puce boat"


@pytest.mark.usefixtures("context", "quick")
def test_nobody_uses_the_list_of_somebody_else(alice: User, bob: User) -> None:
    keep(alice, "secrets", "hers")
    with pytest.raises(WildcardError, match="no list called “secrets”"):
        asked(bob, "key-secret", prompt="__secrets__")
    keep(bob, "open", "__secrets__")
    with pytest.raises(WildcardError, match="“secrets”, which “open” mentions"):
        asked(bob, "key-secret", prompt="__open__")


@pytest.mark.usefixtures("context", "quick")
def test_what_was_chosen_outlives_its_list(alice: User) -> None:
    kept = keep(alice, "names", *(f"name {number}" for number in range(500)))
    first = asked(alice, "key-names", prompt="__names__", num_outputs=4)
    with writing() as session:
        session.delete(kept)
    again = retry(first, made=1)
    assert again.picture_prompts == first.picture_prompts[1:]
    assert len({prompt for prompt, _ in first.picture_prompts}) > 1
    assert first.prompt_template == "__names__"


@pytest.mark.usefixtures("context", "quick")
def test_one_prompt_uses_a_bounded_number_of_lists(alice: User) -> None:
    with pytest.raises(WildcardError, match="at most 40 lists"):
        asked(alice, "key-many", prompt=" ".join(f"__l{number}__" for number in range(41)))
    for number in range(4):
        keep(alice, f"big{number}", *["x" * 99] * 1_000)
    with pytest.raises(WildcardError, match="too long to be used together"):
        asked(alice, "key-big", prompt="__big0__ __big1__ __big2__ __big3__")
