"""An admin's prices go before the engine's own table."""

import pytest

from webapp.engines.prices import own_price, price_table


def test_the_most_precise_price_wins() -> None:
    text = "stability=1, stability.core=2 ,stability.erase=3"
    assert own_price(text, "stability", "core", "generate") == 2
    assert own_price(text, "stability", "core", "erase") == 3
    assert own_price(text, "stability", "ultra", "generate") == 1
    assert own_price(text, "replicate", "core", "generate") is None
    assert own_price(f"{text}, stability.generate=5", "stability", "core", "generate") == 2
    assert own_price("", "stability", "core", "generate") is None


def test_a_price_of_nothing_is_a_price() -> None:
    assert own_price("stability=0", "stability", "", "generate") == 0


@pytest.mark.parametrize("text", ["stability", "stability=", "stability=dear", "stability=-1", "a=nan", "a=inf"])
def test_nonsense_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="needs a"):
        price_table(text)
