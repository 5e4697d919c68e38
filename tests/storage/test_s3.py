"""Files on an S3 server: the contract against moto's server on loopback, and what a server can do to us."""

import io
import logging
import os
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from moto.server import ThreadedMotoServer

from tests.storage.contract import KEY, StorageContract, read
from webapp.storage import s3_client
from webapp.storage.base import MARKER
from webapp.storage.errors import BadKey, StorageError, StorageFull, StorageUnavailable
from webapp.storage.s3 import S3Storage
from webapp.storage.s3_settings import S3Settings

SECRET = "s3cr3t-never-shown"


def settings_for(endpoint: str) -> S3Settings:
    return S3Settings(endpoint=endpoint, access_key_id="keyid-never-shown", secret_access_key=SECRET)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str) -> str:
    name = f"pictures-{uuid.uuid4().hex}"
    make = urllib.request.Request(f"{endpoint}/{name}", method="PUT")  # noqa: S310 - our own loopback server
    with urllib.request.urlopen(make):  # noqa: S310 - the same
        return name


@pytest.fixture
def storage(endpoint: str, bucket: str) -> S3Storage:
    storage = S3Storage(bucket, "studio/media", settings_for(endpoint))
    storage.set_up()
    return storage


class TestS3Storage(StorageContract):
    def test_an_address_shows_the_file_with_its_type(self, storage: S3Storage) -> None:
        storage.put(KEY, b"a picture", "image/webp")

        with urllib.request.urlopen(storage.url(KEY, 60)) as answer:  # noqa: S310 - our own loopback server
            assert answer.read() == b"a picture"
            assert answer.headers["Content-Type"] == "image/webp"
            assert answer.headers["Cache-Control"].startswith("private")

    @pytest.mark.parametrize(("asked", "given"), [(60, "60"), (300, "300"), (86_400, "300"), (0, "1")])
    def test_an_address_lives_five_minutes_at_most(self, storage: S3Storage, asked: int, given: str) -> None:
        query = parse_qs(urlsplit(storage.url(KEY, asked)).query)

        assert query["X-Amz-Expires"] == [given]

    def test_files_are_elsewhere_and_room_is_endless(self, storage: S3Storage) -> None:
        storage.put(KEY, b"x", "image/webp")

        assert storage.local_path(KEY) is None
        assert storage.free_bytes() is None
        storage.require_room(10**15, floor_bytes=10**15)
        with pytest.raises(BadKey):
            storage.delete_leftover(KEY)

    def test_each_studio_sees_its_own_folder(self, storage: S3Storage, endpoint: str, bucket: str) -> None:
        other = S3Storage(bucket, "studio/other", settings_for(endpoint))
        other.put(KEY, b"theirs", "image/webp")

        assert not storage.exists(KEY)
        assert list(storage.list_keys()) == []
        assert other.check() is not None

    def test_a_bucket_without_prefix_works(self, endpoint: str, bucket: str) -> None:
        storage = S3Storage(bucket, "", settings_for(endpoint))
        storage.set_up()
        storage.put(KEY, b"x", "image/webp")

        assert list(storage.list_keys()) == [KEY]
        assert storage.check() is None

    def test_a_wrong_bucket_is_told_apart_from_a_missing_file(self, endpoint: str) -> None:
        storage = S3Storage("nobody-made-this", "", settings_for(endpoint))

        assert "STORAGE_URL" in storage.check()
        with pytest.raises(StorageUnavailable):
            storage.put(KEY, b"x", "image/webp")
        with pytest.raises(StorageUnavailable):
            storage.put(KEY, io.BytesIO(b"x" * 11_000_000), "image/webp")
        with pytest.raises(StorageUnavailable):
            list(storage.list_files())

    def test_a_missing_marker_is_a_sentence(self, storage: S3Storage) -> None:
        storage._store.delete(MARKER)

        assert "STORAGE_URL" in storage.check()


class Answers:
    """A server that gives each request the next status of a list, and the last one for ever."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.asked = 0
        answers = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                answers.asked += 1
                status = answers.statuses.pop(0) if len(answers.statuses) > 1 else answers.statuses[0]
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.send_header("ETag", '"x"')
                self.send_header("Last-Modified", "Sun, 22 Nov 2026 16:59:39 GMT")
                self.end_headers()

            do_GET = do_PUT = do_HEAD = do_POST = answer  # noqa: N815 - the names that http.server looks for

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.storage = S3Storage("bucket", "", settings_for(f"http://127.0.0.1:{self.server.server_port}"))

    def __enter__(self) -> "Answers":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def test_a_server_that_stumbles_is_asked_again() -> None:
    with Answers(503, 500, 200) as server:
        server.storage.put(KEY, b"x", "image/webp")

    assert server.asked == 3


def test_a_server_that_stays_down_is_asked_four_times_in_all() -> None:
    with Answers(503) as server, pytest.raises(StorageUnavailable):
        server.storage.put(KEY, b"x", "image/webp")

    assert server.asked == 4


def test_a_server_without_room_is_full() -> None:
    with Answers(507) as server, pytest.raises(StorageFull):
        server.storage.put(KEY, b"x", "image/webp")


@pytest.mark.parametrize("status", [401, 403, 503])
def test_errors_never_show_names_addresses_or_secrets(status: int) -> None:
    with Answers(status) as server:
        verbs = [
            lambda: server.storage.put(KEY, b"x", "image/webp"),
            lambda: server.storage.open(KEY),
            lambda: server.storage.exists(KEY),
            lambda: list(server.storage.list_files()),
        ]
        for verb in verbs[: 1 if status == 503 else 4]:
            with pytest.raises(StorageError) as raised:
                verb()
            said = str(raised.value) + raised.value.detail + repr(raised.value)
            assert raised.value.__suppress_context__
            assert not any(word in said for word in (KEY, "127.0.0.1", "bucket", SECRET, "never-shown"))
            assert str(status) in raised.value.detail


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    storage = S3Storage("bucket", "", settings_for("http://127.0.0.1:9"))

    assert "does not answer" in storage.check()


def test_reading_that_breaks_off_is_our_error(storage: S3Storage) -> None:
    storage.put(KEY, b"x" * 9_000_000, "image/webp")

    with storage.open(KEY) as stream:
        assert stream.read(10) == b"x" * 10
        storage.delete(KEY)
        with pytest.raises(StorageError):
            stream.read()


def test_secrets_are_not_in_what_settings_print() -> None:
    assert SECRET not in repr(settings_for("http://127.0.0.1:9"))


def test_a_forked_child_is_told_instead_of_hanging(storage: S3Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.put(KEY, b"x", "image/webp")
    monkeypatch.setattr(s3_client, "_first_user_pid", os.getpid() + 1)

    with pytest.raises(RuntimeError, match="forked"):
        read(storage, KEY)
