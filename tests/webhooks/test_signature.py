"""The signature is the one that Standard Webhooks describes."""

import pytest
from werkzeug.datastructures import Headers

from webapp.webhooks.signature import NotSigned, signature, verify

# The example of the scheme's own specification.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
HEADERS = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


def test_the_known_example_is_accepted() -> None:
    assert verify(SECRET, Headers(HEADERS), BODY, 1_614_265_331.5) == HEADERS["webhook-id"]


def test_a_secret_without_its_prefix_is_the_same_secret() -> None:
    plain = SECRET.removeprefix("whsec_")
    assert signature(plain, "a", "1", BODY) == signature(SECRET, "a", "1", BODY)


@pytest.mark.parametrize("secret", ["whsec_%%%", "whsec_a"])
def test_a_secret_that_is_none_accepts_nothing(secret: str) -> None:
    with pytest.raises(NotSigned):
        verify(secret, Headers(HEADERS), BODY, 1_614_265_331)


@pytest.mark.parametrize("webhook_id", ["", "x" * 201, "msg\u00e9"])
def test_an_odd_id_is_refused_whatever_its_signature(webhook_id: str) -> None:
    signed = signature(SECRET, webhook_id, "1614265330", BODY)
    with pytest.raises(NotSigned):
        verify(SECRET, Headers({**HEADERS, "webhook-id": webhook_id, "webhook-signature": signed}), BODY, 1_614_265_331)


ODD: dict[str, dict[str, str | None]] = {
    "no id": {"webhook-id": None},
    "no time": {"webhook-timestamp": None},
    "no signature": {"webhook-signature": None},
    "another's id": {"webhook-id": "msg_2"},
    "a time that is none": {"webhook-timestamp": "soon"},
    "a time below zero": {"webhook-timestamp": "-1614265330"},
    "an endless time": {"webhook-timestamp": "9" * 400},
    "odd signatures": {"webhook-signature": "v1 v1, ,, v2,abc \u00ff"},
    "another version": {"webhook-signature": "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
}


@pytest.mark.parametrize("reason", sorted(ODD))
def test_headers_that_do_not_fit_are_refused(reason: str) -> None:
    given = {name: value for name, value in {**HEADERS, **ODD[reason]}.items() if value is not None}
    with pytest.raises(NotSigned):
        verify(SECRET, Headers(given), BODY, 1_614_265_331)


@pytest.mark.parametrize(("off_s", "is_good"), [(300, True), (-300, True), (301, False), (-301, False)])
def test_a_clock_may_be_five_minutes_off(off_s: int, is_good: bool) -> None:
    now_s = 1_614_265_330 + off_s
    if is_good:
        assert verify(SECRET, Headers(HEADERS), BODY, now_s)
        return
    with pytest.raises(NotSigned):
        verify(SECRET, Headers(HEADERS), BODY, now_s)
