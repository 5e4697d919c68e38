"""What every place for bytes must do, inherited by one test class for each place."""

import io
import uuid
from datetime import UTC, datetime

import pytest

from webapp.storage.base import Storage
from webapp.storage.errors import BadKey, Missing
from webapp.storage.keys import mask_key, narration_key, picture_key, thumbnail_key

KEY = "pictures/2026/11/22/one.webp"
BIG_BYTES = 11 * 1024 * 1024 + 7
BAD_KEYS = [
    "",
    "/etc/passwd",
    "../x",
    "a/../b",
    "a//b",
    "a/",
    ".hidden",
    "a/.parts",
    "A.webp",
    "a\nb",
    "a\0",
    "ä",
]


class Trickle(io.RawIOBase):
    """A stream that hands out a few bytes at a time, as sockets do."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._rest = data

    def read(self, size: int = -1) -> bytes:
        piece, self._rest = self._rest[:1000], self._rest[1000:]
        return piece


class BrokenStream(io.RawIOBase):
    """A stream that breaks after its first bytes."""

    def __init__(self) -> None:
        super().__init__()
        self._reads = 0

    def read(self, size: int = -1) -> bytes:
        self._reads += 1
        if self._reads > 2:
            raise EOFError
        return b"x" * size


def read(storage: Storage, key: str) -> bytes:
    with storage.open(key) as stream:
        return stream.read()


class StorageContract:
    """Subclasses give a `storage` fixture: a fresh place that was set up."""

    def test_what_was_put_is_read_back(self, storage: Storage) -> None:
        storage.put(KEY, b"a picture", "image/webp")

        assert read(storage, KEY) == b"a picture"
        assert storage.size(KEY) == 9
        assert storage.exists(KEY)

    @pytest.mark.parametrize("data", [b"", b"x", b"x" * 2500], ids=["empty", "one byte", "short reads"])
    def test_a_stream_is_stored_whole(self, storage: Storage, data: bytes) -> None:
        storage.put(KEY, Trickle(data), "image/webp")

        assert read(storage, KEY) == data

    def test_a_big_stream_is_stored_whole(self, storage: Storage) -> None:
        data = bytes(range(256)) * (BIG_BYTES // 256) + b"end"

        storage.put(KEY, io.BytesIO(data), "image/png")

        assert storage.size(KEY) == len(data)
        assert read(storage, KEY) == data

    def test_an_open_file_can_be_read_in_any_order(self, storage: Storage) -> None:
        storage.put(KEY, b"0123456789", "image/png")

        with storage.open(KEY) as stream:
            assert stream.read(3) == b"012"
            stream.seek(-2, io.SEEK_END)
            assert stream.read() == b"89"
            stream.seek(4)
            assert stream.read(2) == b"45"
            assert stream.tell() == 6
        assert stream.closed

    def test_the_same_key_again_replaces(self, storage: Storage) -> None:
        storage.put(KEY, b"first and longer", "image/webp")
        storage.put(KEY, b"second", "image/webp")

        assert read(storage, KEY) == b"second"
        assert list(storage.list_keys()) == [KEY]

    def test_an_upload_that_breaks_leaves_the_old_file(self, storage: Storage) -> None:
        storage.put(KEY, b"before", "image/webp")

        with pytest.raises(EOFError):
            storage.put(KEY, BrokenStream(), "image/webp")

        assert read(storage, KEY) == b"before"
        assert list(storage.leftovers()) == []

    def test_a_file_that_is_not_there_is_missing(self, storage: Storage) -> None:
        assert not storage.exists(KEY)
        with pytest.raises(Missing):
            storage.size(KEY)
        with pytest.raises(Missing):
            storage.open(KEY)

    def test_a_folder_is_not_a_file(self, storage: Storage) -> None:
        storage.put(KEY, b"x", "image/webp")

        assert not storage.exists("pictures/2026")
        with pytest.raises(Missing):
            storage.open("pictures/2026")

    def test_deleted_files_are_gone_and_may_be_deleted_again(self, storage: Storage) -> None:
        storage.put(KEY, b"x", "image/webp")
        storage.put("masks/kept.png", b"x", "image/png")

        storage.delete(KEY)
        storage.delete(KEY)
        storage.delete_many([])

        assert not storage.exists(KEY)
        assert list(storage.list_keys()) == ["masks/kept.png"]

    def test_files_are_listed_by_folder_in_order(self, storage: Storage) -> None:
        keys = ["pictures/a-b.png", "pictures/a/c.png", "pictures/a.png", "pictures2/d.png", "thumbs/e.webp"]
        for key in keys:
            storage.put(key, b"12", "image/png")

        assert list(storage.list_keys()) == sorted(keys)
        assert list(storage.list_keys("pictures")) == sorted(keys[:3])
        assert list(storage.list_keys("pictures/")) == sorted(keys[:3])
        assert list(storage.list_keys("nothing")) == []
        assert {file.size_bytes for file in storage.list_files()} == {2}

    def test_listing_goes_on_after_any_key(self, storage: Storage) -> None:
        keys = sorted(["pictures/a-b.png", "pictures/a/c.png", "pictures/a/d.png", "pictures/b.png", "thumbs/e.webp"])
        for key in keys:
            storage.put(key, b"12", "image/png")

        for number, key in enumerate(keys, start=1):
            assert [file.key for file in storage.list_files("", key)] == keys[number:]
            in_folder = [later for later in keys[number:] if later.startswith("pictures/")]
            assert [file.key for file in storage.list_files("pictures", key)] == in_folder

    def test_listed_files_tell_their_age(self, storage: Storage) -> None:
        storage.put(KEY, b"x", "image/webp")

        (file,) = storage.list_files()

        assert -2 < file.age_s() < 60

    @pytest.mark.parametrize("key", [*BAD_KEYS, "a" * 201])
    def test_names_that_we_would_not_make_are_refused(self, storage: Storage, key: str) -> None:
        for verb in (
            storage.open,
            storage.exists,
            storage.size,
            storage.delete,
            storage.url,
            storage.local_path,
        ):
            with pytest.raises(BadKey):
                verb(key)
        with pytest.raises(BadKey):
            storage.put(key, b"x", "image/webp")

    def test_names_made_here_are_accepted(self, storage: Storage) -> None:
        when, name = datetime.now(UTC), uuid.uuid4()
        keys = [picture_key(name, when, "webp"), thumbnail_key(name, when, 480)]
        keys += [mask_key(name, when), narration_key(name, when, "mp3")]

        for key in keys:
            storage.put(key, b"x", "image/webp")

        assert sorted(storage.list_keys()) == sorted(keys)

    def test_a_place_that_was_set_up_is_well_and_stays_so(self, storage: Storage) -> None:
        storage.put(KEY, b"x", "image/webp")
        storage.set_up()

        assert storage.check() is None
        assert list(storage.list_keys()) == [KEY]
