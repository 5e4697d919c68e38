"""Settings that make no sense stop the start with a sentence that names them."""

import os
import subprocess
import sys

import pytest

from tests.runtime.processes import ROOT
from webapp.config import SettingsError, load_settings

NONSENSE = {
    "port": "eighty",
    "workers": "-1",
    "web_processes": "0",
    "base_url": "pictures.example.org",
    "database_url": "mysql://host/name",
    "redis_url": "http://host",
    "storage_url": "s3://",
    "max_upload_bytes": "much",
    "registration": "maybe",
    "log_level": "loud",
    "secret_key": "secret",
    "monthly_credits": "-5",
}


@pytest.mark.parametrize(("name", "value"), NONSENSE.items())
def test_nonsense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(**{name: value})
    assert name.upper() in str(refused.value)


def test_a_refused_value_is_not_repeated_as_it_may_be_secret() -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(database_url="mysql://atelier:hunter-22@db/atelier")
    assert "hunter" not in str(refused.value)


def test_secure_cookies_need_https() -> None:
    with pytest.raises(SettingsError, match="BASE_URL that starts with https"):
        load_settings(secure_cookies="always", base_url="http://pictures.example.org")


@pytest.mark.parametrize("command", [["-m", "webapp.runtime.up"], ["-m", "flask", "--app", "wsgi", "doctor"]])
def test_a_start_with_nonsense_is_one_sentence_and_no_traceback(command: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "WORKERS": "many"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "WORKERS" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
