"""Nothing grows too large: what does not fit is two things."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = 250
FUNCTION_LINES = 40
TEMPLATE_LINES = 120
SCRIPT_LINES = 300
TEST_LINES = 400
OWN_BYTES = 40 * 1024

MODULES = [ROOT / "wsgi.py", *(ROOT / "webapp").rglob("*.py"), *(ROOT / "tasks").rglob("*.py")]
TEST_FILES = list((ROOT / "tests").rglob("*.py"))
TEMPLATES = list((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def own(suffix: str) -> list[Path]:
    return [path for path in (ROOT / "static").rglob(f"*{suffix}") if "vendor" not in path.parts]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    return {name(path): lines(path) for path in paths if lines(path) > limit}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_are_short() -> None:
    assert too_long(MODULES, MODULE_LINES) == {}


def test_test_files_are_short() -> None:
    assert too_long(TEST_FILES, TEST_LINES) == {}


def test_templates_are_short() -> None:
    assert too_long(TEMPLATES, TEMPLATE_LINES) == {}


def test_scripts_are_short() -> None:
    assert too_long(own(".js"), SCRIPT_LINES) == {}


def test_functions_are_short() -> None:
    long = {
        f"{name(path)}:{each.name}": size
        for path in (*MODULES, *TEST_FILES)
        for each in functions(path)
        if (size := (each.end_lineno or each.lineno) - each.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


def test_imports_stand_at_the_top() -> None:
    hidden = [
        f"{name(path)}:{inner.lineno}"
        for path in (*MODULES, *TEST_FILES)
        for each in functions(path)
        for inner in ast.walk(each)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("suffix", [".css", ".js"])
def test_what_a_browser_loads_is_light(suffix: str) -> None:
    shared = [path for path in own(suffix) if path.parent.parent.name == "static"]
    assert 0 < sum(path.stat().st_size for path in shared) <= OWN_BYTES


def test_every_package_says_what_it_is() -> None:
    silent = [
        name(path)
        for path in (*(ROOT / "webapp").rglob("__init__.py"), *(ROOT / "tasks").rglob("__init__.py"))
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
