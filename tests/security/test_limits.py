"""How often somebody may try."""

import socket
import time
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis

from tests.visitor import PASSWORD, Visitor, person
from webapp.limits import Limits

WRONG = "not this one"


@pytest.fixture
def ada(app: Flask) -> None:
    person(app, "ada")


def post_sign_in(visitor: Visitor, name: str, token: str) -> int:
    form = {"name": name, "password": WRONG, "csrf_token": token}
    return visitor.client.post("/sign-in/", data=form, **visitor.common).status_code


@pytest.mark.usefixtures("ada")
def test_five_guesses_a_minute_at_one_name(app: Flask) -> None:
    """From five addresses: the name is what counts, however it is spelled."""
    guessers = [Visitor(app, address=f"192.0.2.{number}") for number in range(6)]
    statuses = [
        post_sign_in(guesser, name, guesser.token("/sign-in/"))
        for guesser, name in zip(guessers, ["ada", "ADA", " Ada", "ada ", "aDa", "ada"], strict=True)
    ]
    assert statuses == [422] * 5 + [429]


@pytest.mark.usefixtures("ada")
def test_the_refusal_says_when_to_come_back(app: Flask) -> None:
    visitor = Visitor(app)
    for _ in range(5):
        visitor.sign_in("ada", WRONG)
    answer = visitor.sign_in("ada", PASSWORD)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "in a short time. Wait" in answer.text
    assert 'value="ada"' in answer.text
    assert "429" not in answer.text


@pytest.mark.usefixtures("ada")
def test_twenty_tries_a_minute_from_one_address(app: Flask) -> None:
    guesser = Visitor(app)
    token = guesser.token("/sign-in/")
    statuses = [post_sign_in(guesser, f"name {number}", token) for number in range(21)]
    assert statuses == [422] * 20 + [429]
    assert Visitor(app, address="198.51.100.1").sign_in("ada").status_code == 303


@pytest.mark.usefixtures("ada")
def test_an_ipv6_household_is_one_address(app: Flask) -> None:
    guesser = Visitor(app)
    token = guesser.token("/sign-in/")
    for number in range(20):
        guesser.common["environ_overrides"]["REMOTE_ADDR"] = f"2001:db8:1:2::{number + 1:x}"
        post_sign_in(guesser, f"name {number}", token)
    assert Visitor(app, address="2001:db8:1:2:ffff::1").sign_in("ada").status_code == 429
    assert Visitor(app, address="2001:db8:1:3::1").sign_in("ada").status_code == 303


def test_ten_set_ups_a_minute(app: Flask) -> None:
    visitor = Visitor(app)
    token = visitor.token("/set-up/")
    form = {"csrf_token": token, "name": "ada", "password": "short"}
    statuses = [visitor.client.post("/set-up/", data=form, **visitor.common).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


@pytest.fixture
def lonely() -> Limits:
    """Counters whose Redis is away."""
    return Limits("unix:///nowhere/redis.sock", "test")


def test_without_redis_it_counts_here(lonely: Limits) -> None:
    started = time.perf_counter()
    assert [bool(lonely.wait_s("3/minute", "sign-in", "ada")) for _ in range(4)] == [False] * 3 + [True]
    assert lonely.wait_s("3/minute", "sign-in", "bob") == 0
    assert time.perf_counter() - started < 1


def test_redis_that_hangs_costs_a_second_once(tmp_path: Path) -> None:
    """A listening socket that nobody answers."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        limits = Limits(f"unix://{tmp_path / 's'}", "test")
        started = time.perf_counter()
        assert [bool(limits.wait_s("2/minute", "x")) for _ in range(3)] == [False, False, True]
        assert time.perf_counter() - started < 3


def test_processes_count_together_and_studios_apart(redis_url: str) -> None:
    Redis.from_url(redis_url).flushdb()
    one, two, other = Limits(redis_url, "a"), Limits(redis_url, "a"), Limits(redis_url, "b")
    assert one.wait_s("2/minute", "x") == 0
    assert two.wait_s("2/minute", "x") == 0
    assert 0 < one.wait_s("2/minute", "x") <= 60
    assert other.wait_s("2/minute", "x") == 0


def test_signing_in_works_while_redis_is_away(app: Flask) -> None:
    person(app, "ada")
    app.extensions["limits"] = Limits("unix:///nowhere/redis.sock", "test")
    visitor = Visitor(app)
    assert visitor.sign_in("ada").status_code == 303
    assert [Visitor(app).sign_in("ada", WRONG).status_code for _ in range(5)] == [422] * 4 + [429]


def test_a_person_may_send_twenty_pictures_a_minute(app: Flask) -> None:
    person(app, "ada")
    person(app, "bob")
    ada, bob = Visitor(app), Visitor(app)
    ada.sign_in("ada")
    bob.sign_in("bob")
    form = {"csrf_token": ada.token("/profile/")}
    statuses = [ada.client.post("/generate/", data=form, **ada.common).status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]
    assert bob.post("/generate/", page="/profile/").status_code == 422
    assert ada.get("/generate/").status_code == 200
