"""DATA_DIR belongs to one studio at a time."""

import stat
from pathlib import Path

import pytest

from webapp.config import load_settings
from webapp.runtime import datadir


def test_it_is_made_for_the_owner_alone(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path / "new" / "data")
    with datadir.lock(settings, print):
        assert stat.S_IMODE(settings.data_path.stat().st_mode) == 0o700


def test_a_second_studio_is_refused_politely(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    said: list[str] = []
    with (
        datadir.lock(settings, said.append),
        pytest.raises(datadir.DataDirError, match="Another Atelier is running"),
    ):
        datadir.lock(settings, said.append, patience_s=0.2)
    assert len(said) == 1


def test_it_is_free_again_afterwards(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    datadir.lock(settings, print).close()
    datadir.lock(settings, print, patience_s=0).close()


def test_one_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(datadir.DataDirError, match=r"DATA_DIR .*file/data cannot be made"):
        datadir.lock(load_settings(data_dir=tmp_path / "file" / "data"), print)
