"""What README promises is so: its commands exist, and every setting is explained."""

import re
import subprocess
from pathlib import Path

import pytest

from webapp.config import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text().splitlines()
SETTINGS = sorted(name.upper() for name in Settings.model_fields)


def steps(target: str) -> str:
    """What make would do for `target`, if nothing had been done yet."""
    shown = subprocess.run(
        ["make", "--no-print-directory", "-B", "-n", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return shown.stdout


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_has_its_reason_in_the_example(name: str) -> None:
    at = next((number for number, line in enumerate(EXAMPLE) if line.startswith(f"{name}=")), None)
    assert at is not None, f"{name} is missing from .env.example"
    assert EXAMPLE[at - 1].startswith("# "), f"{name} stands in .env.example without a line of why"


@pytest.mark.parametrize("name", SETTINGS)
def test_the_example_shows_the_default(name: str) -> None:
    shown = next(line.partition("=")[2] for line in EXAMPLE if line.startswith(f"{name}="))
    default = Settings.model_fields[name.lower()].default
    assert shown == ("" if default is None else f"{default:g}" if isinstance(default, float) else str(default))


def test_the_example_names_no_setting_that_does_not_exist() -> None:
    assert {line.partition("=")[0] for line in EXAMPLE if re.match(r"[A-Z0-9_]+=", line)} == set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_readme_names_each_setting(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_two_commands_exist(target: str) -> None:
    assert f"make {target}" in README
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_every_target_of_readme_exists() -> None:
    named = set(re.findall(r"`make ([a-z]+)", README))
    assert named <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def test_ci_runs_every_check_and_check_runs_every_test() -> None:
    assert "make check" in (ROOT / ".ci" / "run").read_text()
    done = steps("check")
    assert all(tool in done for tool in ("/ruff check", "/ruff format --check", "/mypy", "/lint-imports", "/pytest"))


def test_make_run_starts_the_studio() -> None:
    assert "webapp.runtime.up" in steps("run")
