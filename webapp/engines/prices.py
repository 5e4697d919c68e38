"""Prices that an admin set, over those in an engine's own table."""

from functools import cache


def own_price(text: str, engine: str, model: str, operation: str) -> float | None:
    """Returns the price of one picture that `text` sets, in credits, or None when it sets none.

    `text` looks like `stability.core=3, stability.erase=5, replicate=1`: an engine with a model or an operation, or
    the engine alone for all it does. An operation other than "generate" goes before its model.
    """
    table = price_table(text)
    names = (f"{engine}.{operation}", f"{engine}.{model}", engine)
    ordered = names if operation != "generate" else (names[1], names[0], names[2])
    return next((table[name] for name in ordered if name in table), None)


@cache
def price_table(text: str) -> dict[str, float]:
    """Returns the prices by name. Raises ValueError, in words, when `text` cannot be read."""
    entries = [entry.partition("=") for entry in text.split(",") if entry.strip()]
    return {name.strip(): _price(name.strip(), value) for name, _, value in entries}


def _price(name: str, text: str) -> float:
    try:
        price = float(text)
    except ValueError:
        raise ValueError(f"needs a number of credits for “{name}”, as in {name}=3") from None
    if not 0 <= price < 1_000_000:
        raise ValueError(f"needs a price from 0 for “{name}”")
    return price
