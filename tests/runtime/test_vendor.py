"""The browser files: brought once, brought again when what they are made from changes."""

import shutil
from pathlib import Path

import pytest

from tests.runtime.processes import ROOT
from webapp.runtime import npm, vendor
from webapp.runtime.icons import UnknownIconError, build_sprite, icon_names

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"{}><path d="M1 1"/></svg>'
STROKE = ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout before its set-up, with an npm that needs no network and counts its calls."""
    for name in ("package-lock.json", "webapp/runtime/vendor.py", "webapp/runtime/icons.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "icons.txt").write_text("sun\n")

    def install(root: Path) -> None:
        with (root / "calls").open("a") as calls:
            calls.write("npm ci\n")
        for name in (*vendor.COPIES, "lucide-static/icons/sun.svg", "lucide-static/icons/moon.svg"):
            file = root / "node_modules" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(ICON.format(STROKE))

    monkeypatch.setattr(vendor, "install_packages", install)
    return tmp_path


def calls(checkout: Path) -> int:
    return len((checkout / "calls").read_text().splitlines())


def test_a_first_set_up_brings_every_file(checkout: Path) -> None:
    assert vendor.fill(checkout)
    made = {path.name for path in (checkout / "static" / "vendor").iterdir()}
    assert made == {*vendor.COPIES.values(), "icons.svg", ".stamp"}


def test_a_second_one_does_nothing(checkout: Path) -> None:
    vendor.fill(checkout)
    assert not vendor.fill(checkout)
    assert calls(checkout) == 1


def test_a_removed_file_comes_back(checkout: Path) -> None:
    vendor.fill(checkout)
    (checkout / "static" / "vendor" / "htmx.min.js").unlink()
    assert vendor.fill(checkout)
    assert vendor.is_fresh(checkout)


def test_another_icon_needs_no_network(checkout: Path) -> None:
    vendor.fill(checkout)
    (checkout / "static" / "icons.txt").write_text("sun\nmoon\n")
    assert vendor.fill(checkout)
    assert 'id="moon"' in (checkout / "static" / "vendor" / "icons.svg").read_text()
    assert calls(checkout) == 1


def test_another_lock_installs_again(checkout: Path) -> None:
    vendor.fill(checkout)
    (checkout / "package-lock.json").write_text("{}")
    assert vendor.fill(checkout)
    assert calls(checkout) == 2


def test_an_icon_that_does_not_exist_is_named(checkout: Path) -> None:
    (checkout / "static" / "icons.txt").write_text("no-such-icon\n")
    with pytest.raises(UnknownIconError, match="no-such-icon"):
        vendor.fill(checkout)
    assert not vendor.is_fresh(checkout)


def test_comments_and_repeats_in_the_list_do_not_count() -> None:
    assert icon_names("# for the bar\nsun  # day\n\nmoon\nsun\n") == ["moon", "sun"]


def test_the_sprite_holds_each_icon_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "sun.svg").write_text(ICON.format(STROKE))
    sprite = build_sprite(["sun"], tmp_path)
    assert '<symbol id="sun" viewBox="0 0 24 24"><path' in sprite
    assert '<path d="M1 1" />' in sprite


def test_no_file_of_ours_names_a_registry() -> None:
    files = [*(ROOT / ".locks").iterdir(), ROOT / "package-lock.json", ROOT / "setup.cfg", ROOT / "Makefile"]
    text = "\n".join(file.read_text() for file in files)
    assert not any(word in text for word in ("resolved", "--index-url", "--extra-index-url", "registry."))


def test_a_failed_install_says_what_npm_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "npm"
    broken.write_text("#!/bin/sh\necho no network >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(npm.NpmError, match=r"could not be fetched \(npm\): no network"):
        npm.install_packages(tmp_path)
