"""The table "which engine can do what" for README, made of the engines' own capabilities."""

from webapp.engines.registry import ENGINES, engine

YES = "yes"
NO = "–"


def operations_table() -> str:
    """Returns the table in Markdown: a row an operation, a column an engine, both in the order of the code."""
    engines = [engine(name) for name in ENGINES]
    operations = dict.fromkeys(name for each in engines for name in each.capabilities.operations)
    head = ["Operation", *(each.label for each in engines)]
    rows = [
        [name.replace("_", " "), *(YES if name in each.capabilities.operations else NO for each in engines)]
        for name in operations
    ]
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(head), *rows))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
