"""Files on this machine's disk: the contract, and what a disk can do to us."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.contract import KEY, StorageContract, read
from webapp.storage.base import MARKER
from webapp.storage.errors import BadKey, Missing, StorageFull, StorageUnavailable
from webapp.storage.local import PARTS, LocalStorage

DIES_BEFORE_THE_RENAME = """
import os, signal, sys
from pathlib import Path
from webapp.storage.local import LocalStorage
Path.replace = lambda self, target: os.kill(os.getpid(), signal.SIGKILL)
LocalStorage(Path(sys.argv[1])).put("pictures/x.webp", b"half a picture", "image/webp")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "media"


@pytest.fixture
def storage(root: Path) -> LocalStorage:
    storage = LocalStorage(root)
    storage.set_up()
    return storage


def files_below(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


class TestLocalStorage(StorageContract):
    def test_a_file_has_a_path_and_no_address(self, storage: LocalStorage, root: Path) -> None:
        storage.put(KEY, b"x", "image/webp")

        assert storage.local_path(KEY) == root / KEY
        assert storage.url(KEY) is None

    def test_a_missing_file_has_no_path(self, storage: LocalStorage) -> None:
        with pytest.raises(Missing):
            storage.local_path(KEY)

    def test_only_finished_files_remain(self, storage: LocalStorage, root: Path) -> None:
        storage.put(KEY, b"x", "image/webp")

        assert files_below(root) == [MARKER, KEY]

    def test_files_that_are_not_ours_are_never_listed(self, storage: LocalStorage, root: Path) -> None:
        (root / "lost+found").mkdir()
        for name in ["lost+found/1.webp", "Holiday.JPG", ".DS_Store"]:
            (root / name).write_bytes(b"x")
        (root / "loop").symlink_to(root)

        assert list(storage.list_keys()) == []

    def test_free_room_is_told_in_bytes(self, storage: LocalStorage, root: Path) -> None:
        free = storage.free_bytes()

        assert abs(free - shutil.disk_usage(root).free) < 1_000_000_000
        storage.require_room(1, floor_bytes=0)
        with pytest.raises(StorageFull):
            storage.require_room(1, floor_bytes=free * 2)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_keeps_what_was_there(
    storage: LocalStorage, root: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    storage.put(KEY, b"before", "image/webp")

    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code), "/secret/path")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        with pytest.raises(StorageFull) as raised:
            storage.put(KEY, b"after", "image/webp")

    assert "room" in str(raised.value)
    assert "/" not in str(raised.value) + raised.value.detail
    assert read(storage, KEY) == b"before"
    assert files_below(root) == [MARKER, KEY]


def test_a_limit_on_file_size_counts_as_full(root: Path, storage: LocalStorage) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from webapp.storage.local import LocalStorage\n"
        "from webapp.storage.errors import StorageFull\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: LocalStorage(Path(sys.argv[1])).put('pictures/x.webp', b'x' * 3_000_000, 'image/webp')\n"
        "except StorageFull: sys.exit(7)\n"
    )

    done = subprocess.run([sys.executable, "-c", code, str(root)], check=False, timeout=60)

    assert done.returncode == 7
    assert files_below(root) == [MARKER]


def test_writes_that_come_back_short_are_finished(storage: LocalStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data[:3])))

    storage.put(KEY, b"0123456789", "image/webp")

    assert read(storage, KEY) == b"0123456789"


def test_a_file_is_on_disk_before_it_gets_its_name(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    steps: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        steps.append("sync folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "sync file")  # noqa: PTH112 - a handle, not a path
        real_sync(handle)

    def replace(source: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(source, target)

    storage.put(KEY, b"makes the folders", "image/webp")
    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    storage.put(KEY, b"x", "image/webp")

    assert steps == ["sync file", "rename", "sync folder"]


def test_a_crash_before_the_rename_leaves_no_file(storage: LocalStorage, root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DIES_BEFORE_THE_RENAME, str(root)], check=False, timeout=60)

    assert done.returncode == -signal.SIGKILL
    assert list(storage.list_keys()) == []
    (left,) = storage.leftovers()
    assert left.size_bytes == len(b"half a picture")
    assert left.age_s() < 60
    storage.delete_leftover(left.key)
    storage.delete_leftover(left.key)
    assert files_below(root) == [MARKER]


@pytest.mark.parametrize("name", ["../.atelier-media", "/etc/passwd", "a/b", "..", ""])
def test_only_unfinished_writes_can_be_deleted_as_such(storage: LocalStorage, name: str) -> None:
    with pytest.raises(BadKey):
        storage.delete_leftover(name)

    assert storage.check() is None


def take_away(root: Path) -> None:
    root.rename(root.with_name("elsewhere"))


def swap_in_an_empty_folder(root: Path) -> None:
    take_away(root)
    root.mkdir()


def swap_in_a_file(root: Path) -> None:
    take_away(root)
    root.write_bytes(b"not a folder")


@pytest.mark.parametrize("trouble", [take_away, swap_in_an_empty_folder, swap_in_a_file])
def test_a_place_that_is_not_mounted_is_neither_written_nor_believed(
    storage: LocalStorage, root: Path, trouble: Callable[[Path], None]
) -> None:
    storage.put(KEY, b"x", "image/webp")
    trouble(root)

    assert "MEDIA_ROOT" in storage.check()
    for verb in (storage.open, storage.exists, storage.size, storage.delete, storage.local_path):
        with pytest.raises(StorageUnavailable):
            verb(KEY)
    with pytest.raises(StorageUnavailable):
        storage.put(KEY, b"x", "image/webp")
    with pytest.raises(StorageUnavailable):
        list(storage.list_files())
    assert not root.is_dir() or files_below(root) == []


def test_a_read_only_place_says_so(storage: LocalStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)

    assert "cannot be written" in storage.check()


def test_a_write_to_a_read_only_place_can_be_tried_again(
    storage: LocalStorage, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(root))

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(StorageUnavailable) as raised:
        storage.put(KEY, b"x", "image/webp")
    assert raised.value.is_worth_retrying
    assert str(root) not in str(raised.value)


@pytest.mark.parametrize("target", ["outside", "outside/x.webp"])
def test_a_link_that_leads_out_of_the_folder_is_refused(
    storage: LocalStorage, root: Path, tmp_path: Path, target: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.webp").write_bytes(b"private")
    link = root / ("pictures" if target == "outside" else "pictures/x.webp")
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / target)

    for verb in (storage.open, storage.exists, storage.size, storage.delete, storage.local_path):
        with pytest.raises(BadKey):
            verb("pictures/x.webp")
    with pytest.raises(BadKey):
        storage.put("pictures/x.webp", b"x", "image/webp")
    assert (outside / "x.webp").read_bytes() == b"private"


def test_the_folder_itself_may_be_a_link(storage: LocalStorage, root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)

    LocalStorage(tmp_path / "link").put(KEY, b"x", "image/webp")

    assert read(storage, KEY) == b"x"


def test_a_place_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(StorageUnavailable):
        LocalStorage(tmp_path / "file" / "media").set_up()


def test_unfinished_writes_rest_on_the_same_filesystem(storage: LocalStorage, root: Path) -> None:
    storage.put(KEY, b"x", "image/webp")

    assert (root / PARTS).stat().st_dev == (root / KEY).stat().st_dev
