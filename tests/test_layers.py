"""Dependencies point down, in layers, and never in a circle."""

import ast
import configparser
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def modules() -> dict[str, Path]:
    paths = [*(ROOT / "webapp").rglob("*.py"), *(ROOT / "tasks").rglob("*.py")]
    named = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}
    return {name.removesuffix(".__init__"): path for name, path in named.items()}


def imports(path: Path, known: set[str]) -> set[str]:
    """The modules of ours that `path` imports; of `from a.b import c` that is a.b.c where it is a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in full}
    return found & known


def test_the_contracts_hold() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_circles() -> None:
    known = set(modules())
    graph = {name: imports(path, known) - {name} for name, path in modules().items()}
    assert list(TopologicalSorter(graph).static_order())


def test_every_module_has_a_layer() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    layers = setup["importlinter:contract:layers"]["layers"].replace("|", "\n").replace(":", "\n").split()
    top = {".".join(name.split(".")[:2]) for name in modules() if "." in name} - {"tasks"}
    without = {name for name in top if name not in layers and name.split(".")[0] not in layers}
    assert without == set(), "give it a line in setup.cfg, [importlinter:contract:layers]"
