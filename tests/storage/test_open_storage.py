"""Which storage the settings open, and the sentences for settings that make no sense."""

from pathlib import Path

import pytest

from webapp.storage.errors import BadStorageSetting
from webapp.storage.local import LocalStorage
from webapp.storage.registry import open_storage
from webapp.storage.s3 import S3Storage

GOOD = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9000", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}


def test_no_address_means_files_on_disk(tmp_path: Path) -> None:
    storage = open_storage("", tmp_path / "media")

    assert isinstance(storage, LocalStorage)
    assert not (tmp_path / "media").exists()


def test_an_s3_address_means_objects(tmp_path: Path) -> None:
    storage = open_storage("s3://bucket/some/prefix", tmp_path, GOOD)

    assert isinstance(storage, S3Storage)
    address = storage.url("pictures/x.webp")
    assert address.startswith("http://127.0.0.1:9000/bucket/some/prefix/pictures/x.webp?")


def test_the_region_and_session_are_part_of_the_signature(tmp_path: Path) -> None:
    environ = GOOD | {"AWS_REGION": "eu-central-1", "AWS_SESSION_TOKEN": "for-a-while"}

    address = open_storage("s3://bucket", tmp_path, environ).url("pictures/x.webp")

    assert "eu-central-1" in address
    assert "for-a-while" in address


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_plain_http_is_fine_on_this_machine(tmp_path: Path, host: str) -> None:
    open_storage("s3://bucket", tmp_path, GOOD | {"AWS_ENDPOINT_URL": f"http://{host}:9000"})


def test_plain_http_elsewhere_must_be_asked_for(tmp_path: Path) -> None:
    elsewhere = GOOD | {"AWS_ENDPOINT_URL": "http://minio:9000"}

    with pytest.raises(BadStorageSetting, match="AWS_ALLOW_HTTP"):
        open_storage("s3://bucket", tmp_path, elsewhere)
    open_storage("s3://bucket", tmp_path, elsewhere | {"AWS_ALLOW_HTTP": "true"})


@pytest.mark.parametrize(
    ("url", "environ", "name"),
    [
        ("ftp://bucket", GOOD, "STORAGE_URL"),
        ("s3://", GOOD, "STORAGE_URL"),
        ("s3://bucket", GOOD | {"AWS_ENDPOINT_URL": "minio:9000"}, "AWS_ENDPOINT_URL"),
        ("s3://bucket", GOOD | {"AWS_SECRET_ACCESS_KEY": ""}, "AWS_SECRET_ACCESS_KEY"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path: Path, url: str, environ: dict[str, str], name: str) -> None:
    with pytest.raises(BadStorageSetting, match=name):
        open_storage(url, tmp_path, environ)
