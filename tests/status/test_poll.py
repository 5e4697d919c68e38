"""One batched poll asks for all the live requests of a page."""

from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import PART, ask, carry_out, fresh
from webapp.models import ImageRequest, User


def poll(client: FlaskClient, *known: tuple[UUID, int]) -> tuple[int, str]:
    answer = client.get("/status/?ids=" + ",".join(f"{pk}:{version}" for pk, version in known), headers=PART)
    return answer.status_code, answer.text


def test_only_what_changed_comes_back(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    done, still = ask(app, alice), ask(app, alice, prompt="a blue hill")
    carry_out(app, done)
    carry_out(app, still)
    known = fresh(app, ImageRequest, still).version
    status, text = poll(as_alice, (done, 1), (still, known))
    assert status == 200
    assert f'hx-target="#request-{done}"' in text
    assert str(still) not in text
    assert 'id="running-badge"' in text


def test_the_badge_counts_what_still_runs(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    done = ask(app, alice)
    carry_out(app, done)
    ask(app, alice)
    ask(app, alice)
    assert "2 running" in poll(as_alice, (done, 1))[1]


def test_nothing_new_is_204(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    done = ask(app, alice)
    carry_out(app, done)
    assert poll(as_alice, (done, fresh(app, ImageRequest, done).version)) == (204, "")


def test_a_place_in_the_line_is_told_anew(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    first, second = ask(app, alice), ask(app, alice)
    assert "2nd in line" in poll(as_alice, (second, 1))[1]
    carry_out(app, first)
    assert "1st in line" in poll(as_alice, (second, 1))[1]


def test_somebody_elses_are_left_out(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, quick: QuickEngine
) -> None:
    hers, his = ask(app, alice, prompt="a secret"), ask(app, bob)
    status, text = poll(as_bob, (hers, 0), (his, 0))
    assert status == 200
    assert str(hers) not in text
    assert "a secret" not in text
    assert poll(as_bob, (hers, 0)) == (204, "")


def test_nonsense_is_passed_over(as_alice: FlaskClient) -> None:
    for ids in ("", "x", "x:y,,:", "1:2:3", ",".join(["a"] * 5000)):
        assert as_alice.get(f"/status/?ids={ids}").status_code == 204
