"""Names of stored files: what they look like and what is refused."""

import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.storage.errors import BadKey
from webapp.storage.keys import check_key, is_key, mask_key, narration_key, picture_key, thumbnail_key

ID = "0190f5a0-1111-7000-8000-00000000000a"
WHEN = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def test_names_hold_area_day_and_id() -> None:
    assert picture_key(ID, WHEN, ".WEBP") == f"pictures/2026/11/22/{ID}.webp"
    assert thumbnail_key(uuid.UUID(ID), WHEN, 480) == f"thumbs/2026/11/22/{ID}-480.webp"
    assert mask_key(ID, WHEN) == f"masks/2026/11/22/{ID}.png"
    assert narration_key(ID, WHEN, "mp3") == f"narrations/2026/11/22/{ID}.mp3"


def test_days_are_those_of_utc() -> None:
    in_tokyo = WHEN.astimezone(timezone(timedelta(hours=9)))

    assert picture_key(ID, in_tokyo, "webp") == picture_key(ID, WHEN, "webp")
    assert picture_key(ID, WHEN.replace(tzinfo=None), "webp") == picture_key(ID, WHEN, "webp")


@pytest.mark.parametrize("odd_id", ["", "../../x", "1", "passwd", ID + "/.."])
def test_an_id_that_is_none_makes_no_name(odd_id: str) -> None:
    with pytest.raises(BadKey):
        picture_key(odd_id, WHEN, "webp")


@pytest.mark.parametrize("suffix", ["", ".", "we bp", "webp/x", "../x", "webp\0", "svg+xml", "tar.gz"])
def test_an_odd_suffix_makes_no_name(suffix: str) -> None:
    with pytest.raises(BadKey):
        picture_key(ID, WHEN, suffix)


@given(st.text(alphabet="abz09/._-A~ \n\0é", max_size=12))
def test_whatever_is_accepted_stays_below_its_folder(text: str) -> None:
    if is_key(text):
        parts = text.split("/")
        assert text.isascii()
        assert text.isprintable()
        assert all(part and not part.startswith(".") and ".." not in part for part in parts)


@pytest.mark.parametrize("key", ["a\n", "a/b\r\nX: y", "a\\b", "c:/x", "~/x", "a%2fb", "a b", "-rf", "a/..", "..", "."])
def test_dangerous_names_are_refused(key: str) -> None:
    with pytest.raises(BadKey):
        check_key(key)
