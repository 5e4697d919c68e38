"""Choices in a prompt: what can be written, what the seed decides, and what is refused before it can grow."""

import pytest

from webapp.pipeline import wildcard_grammar, wildcards
from webapp.pipeline.wildcards import MANY, MAX_OUTPUT_CHARS, WildcardError, Wildcards, check, expand

SEEDS = range(60)


def outcomes(template: str) -> set[str]:
    return {expand(template, seed) for seed in SEEDS}


@pytest.mark.parametrize(
    ("template", "possible"),
    [
        ("no choice at all", {"no choice at all"}),
        ("a | b", {"a | b"}),
        ("a {red|amber} sky", {"a red sky", "a amber sky"}),
        ("{a|b}{c|d}", {"ac", "ad", "bc", "bd"}),
        ("{a|{b|c}}", {"a", "b", "c"}),
        ("a{|b}", {"a", "ab"}),
        ("{}", {""}),
        ("{alone}", {"alone"}),
        ("{0::never|always}", {"always"}),
        ("{0::a|0::b}", {"a", "b"}),
        ("{2$$a|b}", {"a, b", "b, a"}),
        ("{9$$a|b}", {"a, b", "b, a"}),
        ("{0$$a|b}", {"a", "b"}),
        ("price: 5$$ {a|b}", {"price: 5$$ a", "price: 5$$ b"}),
        ("{x$$a|b}", {"x$$a", "b"}),
        ("{::a|b}", {"::a", "b"}),
        ("{-1::a|b}", {"-1::a", "b"}),
        ("__../../etc/passwd__", {"__../../etc/passwd__"}),
        ("{{7*7}}", {"7*7"}),
        ("海の{赤い|青い}船", {"海の赤い船", "海の青い船"}),
    ],
)
def test_what_a_template_can_become(template: str, possible: set[str]) -> None:
    assert outcomes(template) == possible


def test_the_same_seed_makes_the_same_choices() -> None:
    template = "{a|b|c|d|e|f} {g|h|i|j|k}"
    assert [expand(template, seed) for seed in SEEDS] == [expand(template, seed) for seed in SEEDS]


def test_a_heavier_option_comes_more_often() -> None:
    chosen = [expand("{9::often|1::seldom}", seed) for seed in range(400)]
    assert 0.82 < chosen.count("often") / 400 < 0.97


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("a {red", "never closed"),
        ("{a|{b}", "never closed"),
        ("a} sky {b}", "without its {"),
        ("{a}}", "without its {"),
        ("{" * 11 + "}" * 11, "at most 10 deep"),
        ("{" * 1000, "at most 10 deep"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(template: str, words: str) -> None:
    with pytest.raises(WildcardError, match=words):
        check(template)
    with pytest.raises(WildcardError, match=words):
        expand(template, 1)


def test_ten_deep_is_fine() -> None:
    assert expand("{" * 10 + "boat" + "}" * 10, 1) == "boat"


def test_a_text_that_could_grow_too_long_is_refused_before_it_does() -> None:
    longest = "b" * (MAX_OUTPUT_CHARS // 20)
    check("{10$$" + "|".join([longest] * 19) + "}")
    with pytest.raises(WildcardError, match="10,000"):
        check("{20$$" + "|".join([longest] * 20) + "}")


def test_exactly_the_limit_is_kept() -> None:
    check("{a}" + "b" * (MAX_OUTPUT_CHARS - 1))
    with pytest.raises(WildcardError, match="longer than"):
        check("{a}" + "b" * MAX_OUTPUT_CHARS)


@pytest.mark.parametrize(
    "template",
    [
        "{a|b}" * 2000,
        "{" + "a|" * 4999 + "}",
        "{20$$" + "a|" * 4990 + "}",
        ("{a|" * 9 + "b" + "}" * 9) * 200,
        "::" * 4000 + "{a|b}",
        "__a" * 3000 + "{a|b}",
        "_" * 9000 + "{a|b}",
        "{1::" * 9 + "}" * 9 + "$$" * 4000,
    ],
)
def test_work_grows_with_the_text_and_not_with_its_combinations(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts steps, not seconds: nobody can make a worker think for long."""
    steps = 0
    grammar = ("_sequence", "_choice", "_picks", "_weight", "_with_names")
    for module, name in [*((wildcard_grammar, name) for name in grammar), (wildcards, "_render"), (wildcards, "_pick")]:
        real = getattr(module, name)

        def counted(*args: object, real: object = real) -> object:
            nonlocal steps
            steps += 1
            return real(*args)  # type: ignore[operator]  # one of the module's own functions

        monkeypatch.setattr(module, name, counted)
    check(template)
    expand(template, 3)
    assert steps <= 5 * len(template)


@pytest.mark.parametrize(
    ("template", "ways"),
    [
        ("no choice", 1),
        ("{a|b} {c|d|e}", 6),
        ("{a|{b|c}}", 3),
        ("{2$$a|b|c}", 6),
        ("{3$$a|b|c}", 6),
        ("__sky__", 2),
        ("{__sky__|rain} {a|b}", 6),
        ("{a|b}" * 19, 2**19),
        ("{a|b}" * 21, MANY),
        ("{20$$" + "|".join("abcdefghijklmnopqrstuvwxyz") + "}", MANY),
    ],
)
def test_ways_are_counted_and_never_tried(template: str, ways: int) -> None:
    assert Wildcards({"sky": ("red sky", "amber sky")}).count(template) == ways
