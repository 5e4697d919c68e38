"""The look stays light, whole and strict: budgets, icons, shapes, and nothing inline."""

import re
from pathlib import Path

import pytest

from webapp.filters import RATIOS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LIMIT_BYTES = 40 * 1024
ROOM_BYTES = 24 * 1024
ROOMS = (
    "css/edit",
    "js/edit",
    "css/walls",
    "js/walls",
    "css/prompt",
    "js/prompt",
    "css/story",
    "js/story",
    "js/uploads",
)
INLINE = re.compile(r"<style|\sstyle=(?![a-z]+\.)|\son[a-z]+=|hx-on|javascript:|[\"']js:|hx-trigger=\"[^\"]*\[")
CALLED = re.compile(r"icon\(\"([a-z0-9-]+)\"|icons_url \}\}#([a-z-]+)")


def size_of(folder: str, pattern: str) -> int:
    """Returns the bytes of what every page may load; what lies in a folder of its own belongs to one room."""
    return sum(path.stat().st_size for path in (ROOT / "static" / folder).glob(pattern))


def test_own_styles_stay_within_their_weight() -> None:
    assert 0 < size_of("css", "*.css") <= LIMIT_BYTES


def test_own_scripts_stay_within_their_weight() -> None:
    assert 0 < size_of("js", "*.js") <= LIMIT_BYTES


@pytest.mark.parametrize("folder", ROOMS)
def test_what_only_one_room_loads_stays_light_too(folder: str) -> None:
    assert 0 < size_of(folder, "*") <= ROOM_BYTES


def test_every_shape_has_its_class() -> None:
    css = (ROOT / "static/css/wall.css").read_text()
    found = {int(name): float(value) for name, value in re.findall(r"\.r-(\d+)\{--r:([\d.]+)\}", css)}
    assert sorted(found) == sorted(RATIOS)
    assert all(abs(value - name / 100) < 0.005 for name, value in found.items())


def test_every_icon_used_is_in_the_list_and_the_other_way_round() -> None:
    listed = (ROOT / "static/icons.txt").read_text().split()
    source = "\n".join(path.read_text() for path in TEMPLATES)
    assert listed == sorted(set(listed))
    words = set(re.findall(r"[\"#]([a-z][a-z0-9-]*)\"", source))
    assert set(listed) <= words
    called = {name for names in CALLED.findall(source) for name in names if name}
    assert called <= set(listed)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_inline(path: Path) -> None:
    source = path.read_text()
    assert not INLINE.search(source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.name.startswith("_")], ids=lambda p: p.name)
def test_a_fragment_says_what_it_needs(path: Path) -> None:
    assert path.read_text().startswith("{# needs")
