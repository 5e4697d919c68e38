"""README's table of engines says what the engines themselves say."""

from pathlib import Path

from webapp.engines.table import operations_table

README = Path(__file__).resolve().parents[2] / "README.md"


def test_readme_holds_it() -> None:
    assert operations_table() in README.read_text(), f"Put this table into README:\n{operations_table()}"
