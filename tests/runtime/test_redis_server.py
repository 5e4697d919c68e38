"""The Redis that the studio starts itself: private, and gone when the studio is."""

import subprocess
from pathlib import Path

import pytest
import redis

from tests.runtime.processes import lives
from webapp.config import Settings, load_settings
from webapp.runtime import redis_server


def settings_in(folder: Path, **more: object) -> Settings:
    return load_settings(data_dir=folder, redis_url="", **more)


@pytest.mark.parametrize("name", ["data", "with space #1 and %20", "deep" * 40])
def test_it_answers_at_the_address_of_the_settings_and_stops(tmp_path: Path, name: str) -> None:
    settings = settings_in(tmp_path / name)
    process = subprocess.Popen(redis_server.part(settings).command)
    try:
        redis_server.wait_until_ready(settings)
        with redis.Redis.from_url(settings.redis) as client:
            assert client.ping()
            assert client.config_get("port") == {"port": "0"}
            assert client.config_get("save") == {"save": ""}
    finally:
        process.terminate()
        process.wait(5)
    assert not lives(process.pid)
    assert not settings.redis_socket.exists()


def test_its_folder_is_for_the_owner_alone(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    redis_server.part(settings)
    assert settings.redis_socket.parent.stat().st_mode & 0o777 == 0o700


def test_a_long_data_dir_still_makes_a_short_socket_of_its_own(tmp_path: Path) -> None:
    one, other = (settings_in(tmp_path / (letter * 120)) for letter in "ab")
    assert len(str(one.redis_socket)) <= 100
    assert one.redis_socket != other.redis_socket


def test_it_refuses_a_folder_that_is_really_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "redis").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(redis_server.RedisError, match="belongs to somebody else"):
        redis_server.part(settings_in(tmp_path))


def test_the_one_on_the_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "redis-server"
    mine.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert redis_server.find_server() == str(mine)


def test_without_any_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(redis_server.RedisError, match="REDIS_URL"):
        redis_server.find_server()
