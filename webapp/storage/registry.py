"""Opens the storage that the settings name."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from webapp.storage.base import Storage
from webapp.storage.errors import BadStorageSetting
from webapp.storage.local import LocalStorage
from webapp.storage.s3 import S3Storage
from webapp.storage.s3_settings import read_s3_settings


def open_storage(storage_url: str, media_root: Path, environ: Mapping[str, str] | None = None) -> Storage:
    """Returns S3 storage for `s3://bucket/prefix`, or files under `media_root` when the address is empty.

    Touches neither disk nor network. `environ` holds the usual AWS_* names, by default the process's own.
    Raises BadStorageSetting with a sentence naming the setting.
    """
    if not storage_url:
        return LocalStorage(media_root)
    address = urlsplit(storage_url)
    if address.scheme != "s3" or not address.netloc:
        raise BadStorageSetting("STORAGE_URL must look like s3://bucket/prefix, or stay empty.")
    settings = read_s3_settings(os.environ if environ is None else environ)
    return S3Storage(address.netloc, address.path.strip("/"), settings)
