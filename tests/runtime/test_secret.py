"""The key that signs sessions: strong, made once, for its owner alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.config import SettingsError, load_settings
from webapp.secret import secret_key


def test_it_is_made_once_and_stays(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path, secret_key=None)
    made = secret_key(settings)
    assert len(made) >= 32
    assert secret_key(settings) == made


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    secret_key(load_settings(data_dir=tmp_path, secret_key=None))
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_two_first_starts_at_once_agree(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path, secret_key=None)
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(secret_key, [settings] * 8))) == 1


def test_one_given_by_hand_is_used(tmp_path: Path) -> None:
    given = "k7Jd92mXq0bVt5LzR8wYcH3nPfGs6aUe"
    assert secret_key(load_settings(data_dir=tmp_path, secret_key=given)) == given


@pytest.mark.parametrize("weak", ["secret", "change-me", "x" * 64, "abababababababababababababababababab"])
def test_a_weak_one_given_by_hand_is_refused_without_repeating_it(weak: str) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY is too weak") as refused:
        load_settings(secret_key=weak)
    assert f"{weak}:" not in str(refused.value)
